"""The paper of a day as a PDF, made by WeasyPrint of the page that was published. Nothing is fetched from anywhere.

WeasyPrint is an optional extra (`broadsheet[pdf]`): it needs Pango, a library of the system.
"""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.errors import refuse

HOST = "paper.invalid"
"""Stands in place of the site's host, which is never asked."""


def make_pdf(output: Path, prefix: str, url: str) -> bytes:
    """Return the page at `url` of the site in `output` as a PDF. Raises CommandRefused without WeasyPrint, OSError."""
    try:
        import weasyprint.urls  # noqa: PLC0415 (an optional extra, which takes half a second to import)
    except (ImportError, OSError) as error:
        hint = "Install it with “pip install broadsheet[pdf]”, and Pango with the system's own packages."
        message = f"The PDF can't be made: WeasyPrint is not there ({error})."
        raise refuse("", message, hint) from None

    class SiteFiles(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        """Reads files of the site, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Return the file at an address of the site. Raises ValueError for any other."""
            del headers
            file = file_within(output, prefix, url)
            if file is None:
                raise ValueError(f"{url} is not a file of this site")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return weasyprint.urls.URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    address = f"http://{HOST}{url}"
    page = file_within(output, prefix, address)
    if page is None:
        raise FileNotFoundError(output / url.lstrip("/"))
    html = weasyprint.HTML(string=page.read_text(), base_url=address, url_fetcher=SiteFiles(), media_type="print")
    return bytes(html.write_pdf(pdf_identifier=b"broadsheet"))


def file_within(output: Path, prefix: str, address: str) -> Path | None:
    """Return the file of the site in `output` that an address means; None for any other place."""
    parts = urlsplit(address)
    if parts.hostname != HOST or parts.scheme != "http":
        return None
    path = unquote(parts.path).removeprefix(prefix).lstrip("/")
    file = output / (f"{path}index.html" if not path or path.endswith("/") else path)
    inside = file.resolve().is_relative_to(output.resolve())
    return file if inside and file.is_file() else None
