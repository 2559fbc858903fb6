"""Debian's nginx with the configuration in ``deploy/``, on free ports and without root."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

from models import ROOT

#: Debian's main configuration around ours, with every path in a folder of the test.
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/main-error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include /etc/nginx/mime.types;
    # A test states its client address in a header.
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Comes-From;
    {ours}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


#: The listen lines after `certbot --nginx`, with the http2 that docs/hosting.md adds.
OVER_TLS = """    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {folder}/certificate.pem;
    ssl_certificate_key {folder}/key.pem;
"""


def certificate(folder: Path) -> None:
    """Writes a self-signed certificate and its key."""
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run(["openssl", *made.split(), *files], check=True, capture_output=True)


def configuration(folder: Path, port: int, replicas: Sequence[int], *, https: bool) -> str:
    """``deploy/nginx.conf`` for these ports, logging to ``folder``. Fails if a line to replace is missing."""
    ours = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    listen = OVER_TLS.format(port=port, folder=folder) if https else f"    listen 127.0.0.1:{port};\n"
    changes = {
        "    listen 80 default_server;\n    listen [::]:80 default_server;\n": listen.replace(
            f"{port}", f"{port} default_server", 1
        ),
        "server_name skin-options.example;": "server_name 127.0.0.1;",
        "    listen 80;\n    listen [::]:80;\n": listen,
        ":8501": f":{replicas[0]}",
        ":8502": f":{replicas[1]}",
        "/var/log/nginx/": f"{folder}/",
    }
    for there, here in changes.items():
        assert there in ours, there
        ours = ours.replace(there, here)
    return AROUND.format(folder=folder, ours=ours)


class Nginx:
    """nginx over two replicas, with its logs in ``folder``. ``address`` stays the same after a restart."""

    def __init__(self, folder: Path, replicas: Sequence[int], *, https: bool = False) -> None:
        path = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
        assert path, "Debian's nginx is missing: run `make nginx`."
        self.folder, self.port = folder, free_port()
        self.address = f"http{'s' * https}://127.0.0.1:{self.port}"
        if https:
            certificate(folder)
        conf = folder / "nginx.conf"
        conf.write_text(configuration(folder, self.port, replicas, https=https), encoding="utf-8")
        self.command = [path, "-p", str(folder), "-e", str(folder / "start.log"), "-c", str(conf)]

    def start(self) -> None:
        self.process = subprocess.Popen(self.command)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError((self.folder / "start.log").read_text())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@contextmanager
def running_nginx(folder: Path, replicas: Sequence[int], *, https: bool = False) -> Iterator[Nginx]:
    nginx = Nginx(folder, replicas, https=https)
    nginx.start()
    try:
        yield nginx
    finally:
        nginx.stop()


def assert_each_header_once(headers: Message) -> None:
    """A response of the proxy itself has each security header of the app's responses exactly once."""
    for name in (
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
    ):
        assert len(headers.get_all(name) or ()) == 1, name
