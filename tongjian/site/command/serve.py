"""``tongjian serve``: the staff site on this machine."""

import sys
import threading
import time
import urllib.request
from typing import Annotated

import typer

PATIENCE = 60  # seconds

app = typer.Typer(help="在本机打开网站。The site on this machine.", invoke_without_command=True)


@app.callback()
def serve(
    host: Annotated[str, typer.Option("--host", help="监听地址。Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口。Port.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="进程数。Processes.")] = 1,
) -> None:
    """打开网站；示例库则日期停在示例的最后一天，登录页给出示例角色。Serve; in the demo the office day stands still."""
    from tongjian.site.command import setup

    setup()
    from django.db import connection

    from tongjian.site.opening import open_site

    # Each worker opens the site for itself; here it is refused before anything listens.
    found = open_site()
    connection.close()  # a forked worker must not inherit it
    started = time.monotonic()
    _tell(host, port, found.what == "demo")
    sys.stdout.flush()  # or every forked worker says it again
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "tongjian.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_access=False,
    )
    threading.Thread(target=_first_page, args=(f"http://{host}:{port}/login", started), daemon=True).start()
    server.serve()


def _first_page(address: str, started: float) -> None:
    """Say how long it took until the first page was there."""
    while time.monotonic() - started < PATIENCE:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
        except OSError:
            time.sleep(0.1)
        else:
            typer.echo(f"首页用时 {time.monotonic() - started:.1f} 秒。按 Ctrl-C 结束。")
            sys.stdout.flush()
            return


def _tell(host: str, port: int, demo: bool) -> None:
    from django.conf import settings

    typer.echo(f"网址：http://{host}:{port}/")
    if demo:
        typer.echo("示例角色（登录页点一下即可进入）：")
        for role in settings.DEMO_ROLES:
            typer.echo(f"  {role.login_name:<18}{role.name.zh}：{role.does.zh}")
        typer.echo(f"  密码都是 {settings.DEMO_PASSWORD}")
