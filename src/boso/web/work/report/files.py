"""Files that were handed in with a report, given back as they came."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from boso.access.values import Permission
from boso.reporting.queries.editing import get_file
from boso.web.visitor import visitor_of


@require_GET
def download(request: HttpRequest, report_id: int, file_id: int) -> HttpResponse:
    """The file, to be saved and never shown in the page: a browser runs nothing of it."""
    within = visitor_of(request).within(Permission.READ_REPORTS)
    row, content = get_file(file_id, report_id=report_id, within=within)
    headers = {
        "Content-Disposition": content_disposition_header(True, row.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=row.content_type, headers=headers)
