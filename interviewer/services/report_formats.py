"""A report in the format that was asked for."""

from collections.abc import Sequence
from enum import StrEnum

from interviewer.services.report import Attempt, ReportedSession
from interviewer.services.report_csv import csv_report
from interviewer.services.report_html import html_report
from interviewer.services.report_json import json_report
from interviewer.services.report_markdown import markdown_report


class ReportFormat(StrEnum):
    """The formats of a report."""

    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"
    CSV = "csv"


def write_report(
    form: ReportFormat,
    sessions: Sequence[ReportedSession],
    earlier: Sequence[Attempt] = (),
    anonymous: bool = False,
) -> str:
    """Return a report about sessions as text, to be written as UTF-8 without another line end.

    Args:
        form: the format.
        sessions: one or more, in the order in which they are to be told.
        earlier: how earlier sessions over the same bank went, for those formats that compare.
        anonymous: what the report says of itself; the sessions are anonymised by the caller.
    """
    match form:
        case ReportFormat.HTML:
            return html_report(sessions, earlier)
        case ReportFormat.MARKDOWN:
            return markdown_report(sessions, earlier)
        case ReportFormat.JSON:
            return json_report(sessions, anonymous)
        case ReportFormat.CSV:
            return csv_report(sessions)
