"""Turn the errors of an object store, or of the connection to it, into plain words.

Source of the codes: Amazon S3 API Reference, "Error responses".
"""

from email.utils import parsedate_to_datetime
from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 (the library's name)
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    ResponseStreamingError,
    SSLError,
)

from generator.errors import HostError, Misconfigured, TemporaryError

FAILURES = (BotoCoreError, ClientError, RecursionError)
"""The errors that the library raises. RecursionError: it follows an address that redirects to itself."""
TEMPORARY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
TEMPORARY_CODES = frozenset(
    {"ConditionalRequestConflict", "InternalError", "OperationAborted", "RequestTimeout", "ServiceUnavailable",
     "SlowDown", "SlowDownRead", "SlowDownWrite", "ThrottlingException", "TooManyRequests"}
)  # fmt: skip

KEYS_HINT = (
    "The keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or from ~/.aws; "
    "“aws sts get-caller-identity” says whose they are."
)
RIGHTS_HINT = (
    "The keys need s3:GetObject, s3:PutObject and s3:DeleteObject on what is in the bucket, and s3:ListBucket on the "
    "bucket itself (without that, a file that isn't there is answered as forbidden)."
)
REFUSALS: dict[str, tuple[str, str]] = {
    "AccessDenied": ("these keys aren't allowed to do that", RIGHTS_HINT),
    "AuthorizationHeaderMalformed": ("the bucket is in another region", "Set `region` in site.toml."),
    "ExpiredToken": ("the keys have expired", "Log in again (“aws sso login”), or set new keys."),
    "InvalidAccessKeyId": ("the store doesn't know these keys", KEYS_HINT),
    "InvalidBucketName": ("a bucket can't have that name", "Check `bucket` in site.toml."),
    "NoSuchBucket": ("there is no such bucket", "Check `bucket`, `endpoint` and `region` in site.toml, or make it."),
    "PermanentRedirect": ("the bucket is in another region", "Set `region` in site.toml."),
    "QuotaExceeded": ("the bucket is full", "Ask the store for more room."),
    "RequestTimeTooSkewed": ("this machine's clock is wrong", "Set the clock."),
    "SignatureDoesNotMatch": ("the secret key doesn't fit the key's name", KEYS_HINT),
}
MISCONFIGURED = frozenset({"AuthorizationHeaderMalformed", "InvalidBucketName", "NoSuchBucket", "PermanentRedirect"})
"""Codes of errors whose cause is in site.toml."""


def status_of(error: BaseException | None) -> int:
    """Return the HTTP status of a refusal; 0 for other errors."""
    if not isinstance(error, ClientError):
        return 0
    return int(_metadata(error).get("HTTPStatusCode", 0))


def code_of(error: BaseException | None) -> str:
    """Return the store's code for a refusal; empty for other errors."""
    return error.response["Error"].get("Code", "") if isinstance(error, ClientError) else ""


def is_missing(error: BaseException | None) -> bool:
    """Tell whether the store says that there is no such object."""
    return status_of(error) == 404 and code_of(error) != "NoSuchBucket"


def is_failed_condition(error: BaseException | None) -> bool:
    """Tell whether the store says that a condition failed. For a missing object some say only that it is missing."""
    return status_of(error) == 412 or is_missing(error)


def error_of(error: Exception, doing: str, bucket: str) -> HostError:
    """Return the HostError for an error of the library. Its message begins with `doing`."""
    if isinstance(error, ClientError):
        return _refusal(error, doing, bucket)
    if isinstance(error, RecursionError):
        hint = "Check `endpoint` (should it be https?) and `region` in site.toml."
        return HostError(f"{doing}: the store sends every request elsewhere.", hint)
    if isinstance(error, SSLError):
        return HostError(f"{doing}: the store's certificate isn't valid ({error}).", "Check `endpoint`.")
    if isinstance(error, ConnectionError | HTTPClientError | IncompleteReadError | ResponseStreamingError):
        return TemporaryError(f"{doing}: the connection to the store broke, or it doesn't answer.", "Check `endpoint`.")
    if isinstance(error, NoCredentialsError | PartialCredentialsError | ProfileNotFound):
        return HostError(f"{doing}: there are no keys for the store.", KEYS_HINT)
    return HostError(f"{doing}: {str(error).rstrip('.')}.", "Check `endpoint`, `bucket` and `region` in site.toml.")


def _refusal(error: ClientError, doing: str, bucket: str) -> HostError:
    code = code_of(error)
    status = status_of(error)
    if status in TEMPORARY_STATUSES or code in TEMPORARY_CODES:
        return TemporaryError(f"{doing}: the store answers {code or status}.", after_s=_wait_s(error))
    if status == 403 and code not in REFUSALS:
        code = "AccessDenied"
    reason, hint = REFUSALS.get(code, (f"the store answers {code or status}: {_words(error)}", KEYS_HINT))
    kind = Misconfigured if code in MISCONFIGURED else HostError
    return kind(f"{doing}, in the bucket {bucket}: {reason}.", hint)


def _words(error: ClientError) -> str:
    return error.response["Error"].get("Message", "").strip().rstrip(".")


def _wait_s(error: ClientError) -> float:
    """Return Retry-After in seconds (RFC 9110, 10.2.3); a date there is compared with the answer's own Date."""
    headers = _metadata(error).get("HTTPHeaders", {})
    after = headers.get("retry-after", "")
    if after.isdecimal():
        return float(after[:6])
    try:
        wait = parsedate_to_datetime(after) - parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return 0
    return max(0.0, wait.total_seconds())


def _metadata(error: ClientError) -> dict[str, Any]:
    metadata: dict[str, Any] = dict(error.response.get("ResponseMetadata", {}))
    return metadata
