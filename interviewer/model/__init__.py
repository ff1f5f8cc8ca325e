"""The words of the program as frozen dataclasses: rubric, assessment, transcript, errors."""
