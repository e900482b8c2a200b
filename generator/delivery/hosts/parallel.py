"""Send several files at the same time, for every host that takes files one by one."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from generator.delivery.hosts.contract import Upload


def put_each(uploads: Iterable[Upload], put_one: Callable[[Upload], None], parallel: int) -> Iterator[str]:
    """Call `put_one` for every upload, in `parallel` threads, and yield each name once it is done.

    Uploads are taken and begun in their order, each when a thread is free. After the first error no other is begun;
    those under way are waited for, their names are yielded, and then the error is raised. When the iterator is closed
    no other is begun either, and those under way are waited for.
    """
    waiting = iter(uploads)
    under_way: dict[Future[None], str] = {}
    first_error: BaseException | None = None
    most = max(parallel, 1)
    with ThreadPoolExecutor(max_workers=most, thread_name_prefix="put") as pool:
        while True:
            while first_error is None and len(under_way) < most and (upload := next(waiting, None)):
                under_way[pool.submit(put_one, upload)] = upload.file
            if not under_way:
                break
            for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                file = under_way.pop(done)
                if failed := done.exception():
                    first_error = first_error or failed
                else:
                    yield file
    if first_error is not None:
        raise first_error
