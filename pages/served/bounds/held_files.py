"""The memory that visitors' uploaded files take."""

from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

#: Bytes of all files together. A visit keeps its files for half an hour after it ends.
MOST_HELD = 200 * 1024 * 1024


def room_for_files() -> bool:
    """Whether another file may be uploaded. True if Streamlit keeps files elsewhere."""
    files = Runtime.instance().uploaded_file_mgr
    if not isinstance(files, MemoryUploadedFileManager):
        return True
    stats = [stat for family in files.get_stats().values() for stat in family]
    return sum(stat.byte_length for stat in stats) < MOST_HELD
