"""Uploads as they arrive: held in memory, so that none lies on a disk before it is locked."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from ordholden.papers.looking import LARGEST

KEPT = LARGEST + 1  # bytes of one file: enough to see that it is too large
TOGETHER = 130 * 1024 * 1024  # bytes of one request: more is cut off


class InMemory(FileUploadHandler):
    """For `FILE_UPLOAD_HANDLERS`: nothing of an upload is written to a folder."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.arrived = 0

    def new_file(self, *args: Any, **more: Any) -> None:
        """A file begins."""
        super().new_file(*args, **more)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold a piece; of a file that is too large, no more than shows that it is."""
        self.arrived += len(raw_data)
        if self.arrived > TOGETHER:
            raise StopUpload(connection_reset=True)
        if start <= KEPT:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """A file has arrived; `size` is what was sent."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            file=self.held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
