"""Files to text, or a refusal that says what to do."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Any

from cchc.errors import Error, InputError, new_error

__all__ = [
    "LARGEST_TEXT",
    "LINE_END",
    "decoded",
    "file_bytes",
    "file_text",
    "not_opened",
    "refusal",
]

LARGEST_TEXT = 64 * 1024 * 1024  # bytes; a long report is under 1 MB

_OTHER_FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word/Excel"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel (97-2003)"),
    (b"{\\rtf", "RTF"),
)
_REASONS_VI = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EACCES: "không có quyền đọc",
    errno.EPERM: "không có quyền đọc",
    errno.EISDIR: "đây là thư mục",
    errno.ENOTDIR: "đây không phải thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết quay vòng",
}
LINE_END = re.compile(r"\r\n|\n|\r")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1b\x7f]")

_REFUSALS: dict[str, tuple[str, str, str]] = {
    "empty": (
        "CCHC-E1301",
        "tệp rỗng, không có chữ nào. Đề nghị gửi lại tệp có nội dung.",
        "the file is empty. Please send the file with its contents.",
    ),
    "other_format": (
        "CCHC-E1302",
        "đây là tệp {format}, không phải văn bản thuần. Hãy đọc bằng bộ đọc {format} hoặc lưu "
        "thành văn bản UTF-8.",
        "this is a {format} file, not plain text. Read it with the reader for {format}, or save it "
        "as UTF-8 text.",
    ),
    "binary": (
        "CCHC-E1303",
        "tệp chứa dữ liệu nhị phân từ byte {offset}, không phải văn bản. Hãy lưu thành văn bản "
        "UTF-8.",
        "the file holds binary data from byte {offset} on and is not text. Save it as UTF-8 text.",
    ),
    "utf16_unmarked": (
        "CCHC-E1304",
        "tệp là UTF-16 không có dấu thứ tự byte (BOM). Hãy lưu lại thành UTF-8.",
        "the file is UTF-16 without a byte order mark. Save it again as UTF-8.",
    ),
    "broken_utf16": (
        "CCHC-E1305",
        "tệp UTF-16 bị hỏng tại byte {offset}. Hãy lưu lại thành UTF-8.",
        "the UTF-16 text is broken at byte {offset}. Save it again as UTF-8.",
    ),
    "broken_utf8": (
        "CCHC-E1306",
        "tệp không phải UTF-8 hợp lệ: byte {offset}, dòng {line}. Hãy lưu lại thành UTF-8 (có thể "
        "tệp dùng bảng mã cũ TCVN3 hoặc VNI).",
        "the file is not valid UTF-8: byte {offset}, line {line}. Save it again as UTF-8 (it may "
        "use the old encodings TCVN3 or VNI).",
    ),
    "not_a_report": (
        "CCHC-E1307",
        "văn bản không có bảng chỉ tiêu, kỳ báo cáo hay số liệu nào của báo cáo CCHC. Có đúng tệp "
        "không?",
        "the text has no table of indicators, no period and no figure of an administrative reform "
        "report. Is it the right file?",
    ),
    "not_opened": (
        "CCHC-E1308",
        "không mở được tệp ({reason_vi}). Hãy kiểm tra đường dẫn và quyền đọc.",
        "the file cannot be opened ({reason}). Check the path and the permission to read.",
    ),
    "no_path": (
        "CCHC-E1311",
        "chưa nêu tệp nào: đường dẫn để trống. Hãy nêu đường dẫn của báo cáo.",
        "no file is named: the path is empty. Give the path of the report.",
    ),
    "folder_not_opened": (
        "CCHC-E1310",
        "không mở được thư mục ({reason_vi}). Hãy kiểm tra đường dẫn và quyền đọc.",
        "the folder cannot be opened ({reason}). Check the path and the permission to read.",
    ),
    "not_a_review": (
        "CCHC-E1330",
        "đây không phải tệp ghi câu trả lời của cchc. Hãy nêu tệp do lệnh rà soát ghi ra.",
        "this is no review file of cchc. Name the file that a review was saved to.",
    ),
    "not_names": (
        "CCHC-E1806",
        'tệp tên đơn vị phải là một đối tượng JSON, mỗi tên một mã đơn vị: {{"Sở Y tế Hà Nam": '
        '"syt"}}.',
        "a file of names must be a JSON object that gives each name the id of a unit: "
        '{{"Sở Y tế Hà Nam": "syt"}}.',
    ),
    "json_broken": (
        "CCHC-E1331",
        "không phải JSON hợp lệ ({reason}). Hãy xuất lại tệp.",
        "this is not valid JSON ({reason}). Export the file again.",
    ),
    "json_duplicate": (
        "CCHC-E1332",
        "khóa “{key}” có hai lần trong một đối tượng JSON nên chưa rõ số nào đúng. Hãy bỏ một.",
        "the key “{key}” stands twice in one JSON object, so which value holds is not clear. "
        "Remove one.",
    ),
    "json_deep": (
        "CCHC-E1333",
        "JSON lồng nhau sâu hơn {limit} tầng, không phải một báo cáo.",
        "the JSON is nested deeper than {limit}, which no report is.",
    ),
    "json_unknown": (
        "CCHC-E1334",
        "tệp JSON không phải báo cáo do cchc xuất ra: thiếu “{key}”.",
        "the JSON file is no report written by cchc: “{key}” is missing.",
    ),
    "library_missing": (
        "CCHC-E1335",
        "cần thêm thư viện {library} để đọc tệp {format}. Hãy chạy: pip install 'cchc[{extra}]'",
        "reading {format} files needs the library {library}. Run: pip install 'cchc[{extra}]'",
    ),
    "password": (
        "CCHC-E1336",
        "tệp được bảo vệ bằng mật khẩu. Hãy gỡ mật khẩu rồi gửi lại.",
        "the file is protected by a password. Remove the password and send it again.",
    ),
    "macro": (
        "CCHC-E1337",
        "tệp chứa macro ({part}) nên không được đọc. Hãy lưu lại thành .xlsx hoặc .docx.",
        "the file holds macros ({part}) and is not read. Save it again as .xlsx or .docx.",
    ),
    "archive_broken": (
        "CCHC-E1338",
        "tệp bị hỏng hoặc bị cắt giữa chừng ({reason}). Hãy gửi lại tệp.",
        "the file is damaged or cut off ({reason}). Send it again.",
    ),
    "archive_bomb": (
        "CCHC-E1339",
        "tệp nén phình ra quá lớn ({reason}), không phải một báo cáo.",
        "the compressed file expands too far ({reason}), which no report does.",
    ),
    "archive_unknown": (
        "CCHC-E1350",
        "tệp nén này không phải Word, Excel hay OpenDocument. Hãy giải nén rồi đọc từng tệp.",
        "this archive is no Word, Excel or OpenDocument file. Unpack it and read its files.",
    ),
    "xml_doctype": (
        "CCHC-E1351",
        "phần {part} có khai báo DTD hoặc thực thể XML; tệp văn phòng không có, nên không đọc.",
        "the part {part} declares a DTD or XML entities; office files have none, so it is not read.",
    ),
    "xml_broken": (
        "CCHC-E1352",
        "phần {part} của tệp không phải XML hợp lệ ({reason}). Hãy mở rồi lưu lại tệp.",
        "the part {part} of the file is not valid XML ({reason}). Open the file and save it again.",
    ),
    "sheet_too_long": (
        "CCHC-E1353",
        "trang “{sheet}” có hơn {limit} dòng số liệu, không phải một báo cáo.",
        "the sheet “{sheet}” has more than {limit} filled rows, which no report has.",
    ),
    "document_too_long": (
        "CCHC-E1354",
        "tệp dài hơn {limit} {what_vi}, không phải một báo cáo. Hãy tách tệp.",
        "the file is longer than {limit} {what}, which no report is. Split it.",
    ),
    "old_word": (
        "CCHC-E1355",
        "tệp Word 97-2003 (.doc) không đọc được trực tiếp. Hãy mở bằng Word hoặc LibreOffice và "
        "lưu thành .docx.",
        "Word 97-2003 files (.doc) are not read. Open the file in Word or LibreOffice and save it "
        "as .docx.",
    ),
    "pdf_scanned": (
        "CCHC-E1356",
        "PDF chỉ có ảnh chụp (trang {pages}), không có lớp chữ. Hãy gửi bản Word, Excel hoặc PDF "
        "xuất từ phần mềm soạn thảo.",
        "the PDF holds pictures of pages only (page {pages}) and no text. Send the Word or Excel "
        "file, or a PDF exported from it.",
    ),
    "pdf_unmapped": (
        "CCHC-E1357",
        "PDF dùng phông không có bảng mã chữ (trang {page}: {sample}), nên chữ không đọc chắc được. "
        "Hãy gửi bản Word hoặc Excel.",
        "the PDF uses a font that does not say its letters (page {page}: {sample}), so the text is "
        "not certain. Send the Word or Excel file.",
    ),
    "legacy_encoding": (
        "CCHC-E1358",
        "chữ trong tệp dùng bảng mã cũ {encoding} ({sample}) mà tệp không ghi tên phông. Hãy chuyển "
        "sang Unicode rồi gửi lại.",
        "the text uses the old encoding {encoding} ({sample}) and the file does not name its fonts. "
        "Convert it to Unicode and send it again.",
    ),
    "not_this_kind": (
        "CCHC-E1359",
        "không mở được như tệp {format} ({reason}). Tệp có bị hỏng không?",
        "the file does not open as {format} ({reason}). Is it damaged?",
    ),
    "too_large": (
        "CCHC-E1309",
        "tệp lớn hơn {limit} byte, không phải một báo cáo. Hãy tách tệp.",
        "the file is larger than {limit} bytes, which no report is. Split it.",
    ),
}


def refusal(kind: str, file: str, *, offset: int | None = None, **details: Any) -> Error:
    """InputError of the named kind, its messages opened by `file` and filled with `details`.

    The error also carries `file` and `offset` (bytes from the start, None where it has no meaning).
    """
    code, vi, en = _REFUSALS[kind]
    filled = {"offset": offset} | details
    error = new_error(
        InputError, code, f"{file}: {en.format(**filled)}", f"{file}: {vi.format(**filled)}"
    )
    vars(error).update(file=file, offset=offset)
    return error


def not_opened(error: OSError | ValueError, file: str, *, kind: str = "not_opened") -> Error:
    """InputError for a path that the system does not open, the system's reason in both languages.

    A ValueError is the system's word for a name that no file can have, such as one with a NUL.
    """
    name = file.replace("\x00", "\\0") or "''"
    if isinstance(error, ValueError):
        reason, reason_vi = "no file can have this name", "không tệp nào có tên như vậy"
    else:
        reason = error.strerror or str(error)
        fallback = f"lỗi {error.errno} của hệ điều hành"
        reason_vi = _REASONS_VI.get(error.errno or 0, fallback)
    return refusal(kind, name, reason=reason, reason_vi=reason_vi)


def file_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with its mark.

    Raises
    ------
    InputError
        When there is no such file, it is a directory, empty, too large, or no text.
    """
    file = str(path)
    text, _ = decoded(file_bytes(Path(path), file), file)
    return text


def file_bytes(path: Path, file: str) -> bytes:
    """Return what a file holds; `file` names it in the refusal."""
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise refusal("too_large", file, limit=LARGEST_TEXT)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise not_opened(error, file) from error


def decoded(data: bytes, file: str) -> tuple[str, str]:
    """Return the text of the bytes of a file, and its encoding."""
    if len(data) > LARGEST_TEXT:
        raise refusal("too_large", file, limit=LARGEST_TEXT)
    if not data.strip():
        raise refusal("empty", file)
    for signature, kind in _OTHER_FORMATS:
        if data.startswith(signature):
            raise refusal("other_format", file, offset=0, format=kind)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(data, file), "utf-16"
    _refuse_binary(data, file)
    marked = data.startswith(b"\xef\xbb\xbf")
    return _utf8(data, file), "utf-8-sig" if marked else "utf-8"


def _refuse_binary(data: bytes, file: str) -> None:
    found = _BINARY.search(data)
    if not found:
        return
    # Text in UTF-16 has a zero byte in most of its pairs (ASCII letters, spaces, line ends), always
    # on the same side.
    sample = data[:4096]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    others = min(sample[0::2].count(0), sample[1::2].count(0))
    if zeros > len(sample) // 8 and others * 10 < zeros:
        raise refusal("utf16_unmarked", file, offset=0)
    raise refusal("binary", file, offset=found.start())


def _utf16(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise refusal("broken_utf16", file, offset=error.start) from error
    if "\x00" in text:
        raise refusal("binary", file, offset=2 + 2 * text.index("\x00"))
    return text


def _utf8(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # "utf-8-sig" counts from behind the mark.
        marked = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        offset = error.start + marked
        line = len(LINE_END.findall(data[:offset].decode("utf-8", "replace"))) + 1
        raise refusal("broken_utf8", file, offset=offset, line=line) from error
