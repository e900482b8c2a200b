"""Deploy to an object store that speaks S3. Credentials come from where AWS's own tools look, never from site.toml.

Sources: Amazon S3 API Reference (PutObject, DeleteObjects, ListObjectsV2), User Guide "Conditional requests".
"""

import gzip
import zlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import md5
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from generator.batches import batches_of
from generator.config.target_settings import Target
from generator.delivery.hosts.contract import MOST_NOTE_BYTES, NOTES, HostedFile, Note, Upload
from generator.delivery.hosts.files import check_name, open_source
from generator.delivery.hosts.parallel import put_each
from generator.delivery.hosts.s3.errors import FAILURES, code_of, error_of, is_failed_condition, is_missing
from generator.errors import Conflict, HostError, Misconfigured

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

DELETIONS_AT_ONCE = 1_000
MOST_CONNECTIONS = 32
ASKED_SINGLY = 100
"""Up to so many objects are compared one by one, without a listing."""
CONNECT_S, STALL_S = 15, 60
IN_MEMORY_BYTES = 1 << 20
"""Larger files are read from the disk while they are sent, with Expect: 100-continue."""
TEXTS = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".webmanifest", ".rss", ".atom", ".ics"})
"""The endings of files that `compress` compresses. Photos and fonts are compressed already."""
NO_CONDITION = '"00000000000000000000000000000000"'
"""A tag that no object has."""
UNKNOWN_CONDITION = frozenset({"InvalidArgument", "InvalidRequest", "NotImplemented"})
NO_CONDITIONAL_WRITES = (
    "This store has no conditional writes: two deployers at the very same moment may not notice each other. "
    "Deploy from one machine only."
)


def open_s3(target: Target, name: str, paper: Path, state: Path) -> "S3Host":  # noqa: ARG001 (every kind is opened alike)
    """Return the host of `[deploy.NAME]`. It sends no request yet."""
    if not target.bucket:
        raise Misconfigured(f"[deploy.{name}] lacks `bucket`.", "Name the bucket that the site goes to.")
    return S3Host(_make_client(target), target.bucket, target.folder, compress=target.compress)


@cache
def _descriptions() -> Any:
    """Return the reader of the large descriptions of services, which keeps them for all clients of this process."""
    return botocore.session.get_session().get_component("data_loader")


def _make_client(target: Target) -> "S3Client":
    session = botocore.session.get_session()
    try:
        session.register_component("data_loader", _descriptions())
        own_style = target.endpoint and "addressing_style" not in session.get_scoped_config().get("s3", {})
        settings = Config(
            retries={"total_max_attempts": 1},
            connect_timeout=CONNECT_S,
            read_timeout=STALL_S,
            max_pool_connections=MOST_CONNECTIONS,
            s3={"addressing_style": "path"} if own_style else None,
            request_checksum_calculation="when_required",  # stores other than Amazon's don't know the newer checksums
            response_checksum_validation="when_required",
        )
        client: S3Client = session.create_client(  # type: ignore[assignment]
            "s3",
            region_name=target.region or session.get_config_variable("region") or "us-east-1",
            endpoint_url=target.endpoint or None,
            config=settings,
        )
    except (BotoCoreError, ValueError) as error:
        raise error_of(error, "Opening the store", target.bucket) from error
    client.meta.events.register("before-call.s3.DeleteObjects", _add_digest)
    return client


def _add_digest(params: dict[str, Any], **_: object) -> None:
    """Add Content-MD5 to a list of deletions: stores other than Amazon's require it, the library omits it."""
    digest = md5(params["body"], usedforsecurity=False).digest()
    params["headers"]["Content-MD5"] = b64encode(digest).decode()


class S3Host:
    """The site's part of a bucket."""

    at_once = False
    can_compare = True

    def __init__(self, client: "S3Client", bucket: str, folder: str, *, compress: bool) -> None:
        self.remarks: list[str] = []
        self._client, self._bucket, self._compress = client, bucket, compress
        self._prefix = f"{folder.strip('/')}/" if folder.strip("/") else ""
        self._supported: dict[str, bool] = {}

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """Put objects, `parallel` at a time. A store shows each whole or not at all."""
        return put_each(uploads, self._put_one, parallel)

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Delete objects, up to a thousand in each request."""
        for batch in batches_of([check_name(file) for file in files], DELETIONS_AT_ONCE):
            self._delete(batch)
            yield from batch

    def listing(self) -> Iterator[HostedFile]:
        """Iterate over all objects, a thousand in each request, with the ETag as fingerprint."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        try:
            for page in pages:
                for one in page.get("Contents", ()):
                    file = one["Key"].removeprefix(self._prefix)
                    if file and not file.endswith("/") and not file.startswith(f"{NOTES}/"):
                        yield HostedFile(file, one["Size"], one["ETag"].strip('"'))
        except FAILURES as error:
            raise self._host_error(error, "Listing the site") from error

    def fingerprint(self, source: Path) -> str:
        """Return the MD5 of what would be stored. It is the ETag, except where a key service encrypts objects."""
        with source.open("rb") as body:
            content = self._pack(source.name, body)
            digest = md5(content if isinstance(content, bytes) else b"", usedforsecurity=False)
            while not isinstance(content, bytes) and (chunk := content.read(IN_MEMORY_BYTES)):
                digest.update(chunk)
        return digest.hexdigest()

    def read(self, file: str) -> bytes | None:
        """Return the bytes of an object as readers get them, decompressed."""
        found = self._get(check_name(file), f"Reading {file}")
        return found[0] if found else None

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Compare by ETags, of a listing or of few files one by one; where these aren't digests, files are read."""
        few = len(uploads) <= ASKED_SINGLY
        tags = {} if few else {hosted.file: hosted.fingerprint for hosted in self.listing()}
        for upload in uploads:
            tag = self._tag_of(upload.file) if few else tags.get(upload.file)
            if tag is None or not self._is_same(upload, tag):
                yield upload.file

    def _is_same(self, upload: Upload, tag: str) -> bool:
        source = Path(upload.source)
        if tag == self.fingerprint(source):
            return True
        return self.read(upload.file) == source.read_bytes()

    def _tag_of(self, file: str) -> str | None:
        """Return the ETag of an object; None when there is none."""
        try:
            answer = self._client.head_object(Bucket=self._bucket, Key=self._prefix + check_name(file))
        except FAILURES as error:
            if is_missing(error):
                return None
            raise self._host_error(error, f"Looking at {file}") from error
        return answer["ETag"].strip('"')

    def note(self, name: str) -> Note | None:
        """Return the note, with its ETag as tag."""
        found = self._get(f"{NOTES}/{check_name(name)}", f"Reading the note {name}", MOST_NOTE_BYTES + 1)
        return Note(*found) if found else None

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Write a note if it is still as it was seen. The store checks that, or we do where it can't."""
        key = f"{NOTES}/{check_name(name)}"
        condition = {"IfNoneMatch": "*"} if seen is None else {"IfMatch": seen}
        if not self._supports(condition):
            self._check_unchanged(name, seen)
            condition = {}
        try:
            return self._write(key, content, condition, f"Writing the note {name}")
        except HostError as error:
            if condition and is_failed_condition(error.__cause__):
                raise _conflict(name) from error
            raise

    def drop_note(self, name: str) -> None:
        """Delete a note."""
        self._delete([f"{NOTES}/{check_name(name)}"])

    def commit(self, message: str) -> None:
        """Do nothing: every object is visible already."""

    def close(self) -> None:
        """Close connections."""
        self._client.close()

    def _put_one(self, upload: Upload) -> None:
        key = self._prefix + check_name(upload.file)
        headers: dict[str, str] = {"WebsiteRedirectLocation": upload.redirect} if upload.redirect else {}
        with open_source(upload) as body:
            content = self._pack(upload.source, body)
            if self._is_packed(upload.source):
                headers["ContentEncoding"] = "gzip"
            try:
                self._client.put_object(
                    Bucket=self._bucket, Key=key, Body=content, ContentType=upload.media_type,
                    CacheControl=upload.cache_control, **headers,  # type: ignore[arg-type]
                )  # fmt: skip
            except FAILURES as error:
                raise self._host_error(error, f"Sending {upload.file}") from error

    def _is_packed(self, source: str) -> bool:
        return self._compress and Path(source).suffix.lower() in TEXTS

    def _pack(self, source: str, body: BinaryIO) -> bytes | BinaryIO:
        """Return what is stored of a file: its bytes, maybe compressed, or the open file when it is large."""
        if self._is_packed(source):
            return gzip.compress(body.read(), mtime=0)
        content = body.read(IN_MEMORY_BYTES + 1)
        if len(content) <= IN_MEMORY_BYTES:
            return content
        body.seek(0)
        return body

    def _write(self, file: str, content: bytes, condition: dict[str, str], doing: str) -> str:
        """Put a note or a test object; return its ETag."""
        try:
            answer = self._client.put_object(
                Bucket=self._bucket, Key=self._prefix + file, Body=content, CacheControl="no-store",
                ContentType="application/octet-stream", **condition,  # type: ignore[arg-type]
            )  # fmt: skip
        except FAILURES as error:
            raise self._host_error(error, doing) from error
        return answer["ETag"]

    def _get(self, file: str, doing: str, most: int | None = None) -> tuple[bytes, str] | None:
        """Return the bytes of an object, at most `most` of them, and its ETag; None when there is none."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + file)
            content = answer["Body"].read(most)
        except FAILURES as error:
            if is_missing(error):
                return None
            raise self._host_error(error, doing) from error
        if answer.get("ContentEncoding") == "gzip":
            with suppress(zlib.error):  # stored by somebody else, compressed in another way
                content = zlib.decompress(content, 31)
        return content, answer["ETag"]

    def _delete(self, files: Sequence[str]) -> None:
        keys: Any = [{"Key": self._prefix + file} for file in files]
        try:
            answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})
        except FAILURES as error:
            raise self._host_error(error, f"Deleting {files[0]}") from error
        for failure in answer.get("Errors", ()):
            code, file = failure.get("Code", ""), failure.get("Key", "").removeprefix(self._prefix)
            refused = ClientError({"Error": {"Code": code, "Message": failure.get("Message", "")}}, "DeleteObjects")
            raise self._host_error(refused, f"Deleting {file}") from refused

    def _supports(self, condition: dict[str, str]) -> bool:
        """Tell whether the store supports such conditions. It is tried once, with one that must fail."""
        [kind] = condition
        if kind not in self._supported:
            self._supported[kind] = self._try_condition(kind)
            if not self._supported[kind] and NO_CONDITIONAL_WRITES not in self.remarks:
                self.remarks.append(NO_CONDITIONAL_WRITES)
        return self._supported[kind]

    def _try_condition(self, kind: str) -> bool:
        """Write with a condition that must fail: `IfMatch` once, `IfNoneMatch` twice, as the first may succeed."""
        condition = {"IfMatch": NO_CONDITION} if kind == "IfMatch" else {"IfNoneMatch": "*"}
        for _ in range(1 if kind == "IfMatch" else 2):
            try:
                self._write(f"{NOTES}/conditions", b"", condition, "Asking the store for conditional writes")
            except HostError as error:
                if is_failed_condition(error.__cause__):
                    return True
                if code_of(error.__cause__) in UNKNOWN_CONDITION:
                    return False
                raise
        return False

    def _check_unchanged(self, name: str, seen: str | None) -> None:
        note = self.note(name)
        if (note.tag if note else None) != seen:
            raise _conflict(name)

    def _host_error(self, error: Exception, doing: str) -> HostError:
        return error_of(error, doing, self._bucket)


def _conflict(name: str) -> Conflict:
    return Conflict(f"Another deployer wrote the note {name} meanwhile.", "Deploy again.")
