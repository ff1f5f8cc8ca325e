"""What lies on the disk: rubric files, the transcript log, where they are kept, durable writes."""
