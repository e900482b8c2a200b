"""Several files on their way at a time, for every host that takes files one by one."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from generator.delivery.hosts.contract import Upload


def put_each(uploads: Iterable[Upload], put_one: Callable[[Upload], None], parallel: int) -> Iterator[str]:
    """Call `put_one` for every upload, `parallel` of them at a time in threads; yield each name once it is done.

    The first that raises ends it: no other is begun, those under way are waited for and their names still yielded,
    and then it is raised. Closing the iterator begins no other either, and waits likewise. They are begun in their
    order, and no sooner than there is a thread for them.
    """
    waiting = deque(uploads)
    under_way: dict[Future[None], str] = {}
    first_error: BaseException | None = None
    with ThreadPoolExecutor(max_workers=max(parallel, 1), thread_name_prefix="put") as pool:
        while under_way or (waiting and first_error is None):
            while waiting and first_error is None and len(under_way) < max(parallel, 1):
                upload = waiting.popleft()
                under_way[pool.submit(put_one, upload)] = upload.file
            for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                file = under_way.pop(done)
                if failed := done.exception():
                    first_error = first_error or failed
                else:
                    yield file
    if first_error is not None:
        raise first_error
