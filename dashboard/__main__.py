"""Serve the dashboard by plain uvicorn: Streamlit's own runner delays small answers by 40 ms."""

import argparse
import contextlib
import errno
import ipaddress
import logging
import os
import socket
import sys

import uvicorn

from dashboard import access, settings
from etl import __main__ as command_line
from etl.errors import FINE, REFUSED, UserError
from etl.keeping import daily_log

PORTS_TRIED, LAST_PORT = 100, 65535


class Server(uvicorn.Server):
    """Says its address when it answers, not before."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host = self.config.host
            shown = f"[{host}]" if ":" in host else host
            print(f"看板已就绪：http://{shown}:{self.config.port}（按 Ctrl+C 停止）", flush=True)


def is_free(address: str, port: int) -> bool:
    """Try to listen there for a moment."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":  # elsewhere this option allows a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise UserError(
                f"不能在 {address} 上监听（{error.strerror}）。", "用 --address 指定本机的地址。"
            ) from error
    return True


def free_port(address: str, port: int) -> int:
    """Take the port, else say so and take the next free one."""
    if not 0 < port <= LAST_PORT:
        raise UserError(f"端口 {port} 不可用。", f"端口在 1 到 {LAST_PORT} 之间，通常用 8501。")
    last = min(port + PORTS_TRIED, LAST_PORT)
    for candidate in range(port, last + 1):
        if is_free(address, candidate):
            if candidate != port:
                print(f"端口 {port} 已被占用，改用 {candidate}。", flush=True)
            return candidate
    raise UserError(f"{address} 的端口 {port} 至 {last} 都不可用。", "用 --port 指定另一个端口。")


def require_account(address: str) -> None:
    """Refuse to listen where others can reach, as long as nobody has to log in."""
    if not access.is_loop(address) and not access.needs_log_in():
        raise UserError(f"{access.NO_ACCOUNT}{address} 不是本机地址，没有启动。", access.ADD_FIRST)


def serve(address: str, port: int) -> None:
    require_account(address)
    settings.put("server.address", address)  # the gate asks what is listened on
    with contextlib.suppress(ValueError):
        if not ipaddress.ip_address(address).is_loopback:
            print(f"注意：{address} 不是本机地址，网络上的其他人也能打开看板。", flush=True)
    port = free_port(address, port)
    screen = logging.StreamHandler()
    screen.setLevel(logging.WARNING)
    screen.setFormatter(daily_log.Plain())
    logging.basicConfig(level=logging.WARNING, handlers=[screen])
    server = Server(
        uvicorn.Config(
            "dashboard.app:app",
            host=address,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            ws_ping_interval=30,
            ws_max_size=settings.value("server.maxMessageSize") * 2**20,
            timeout_graceful_shutdown=3,
        )
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.run()


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["account"]:
        return command_line.main(arguments)
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="打开看板。python -m dashboard account … 管理登录账号。",
    )
    parser.add_argument("--address", help="监听的地址（默认见 streamlit_config.toml）")
    parser.add_argument("--port", type=int, help="端口")
    chosen = parser.parse_args(arguments)
    try:
        settings.apply()
        serve(
            chosen.address or settings.value("server.address"),
            chosen.port or settings.value("server.port"),
        )
    except UserError as error:
        print(error, file=sys.stderr)
        return REFUSED
    return FINE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
