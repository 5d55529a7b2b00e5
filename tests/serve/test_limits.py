"""What one client does must not stop the others."""

import socket
import threading
import time
import urllib.parse
from contextlib import suppress

DIRECT = "application/sparql-query"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MILLIONS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


def alive(server):
    return server.ask("ASK { ?s a civ:Council }").status == 200


def test_an_endless_query_ends_and_others_are_answered(strict_server):
    statuses = []
    thread = threading.Thread(target=lambda: statuses.append(strict_server.ask(ENDLESS).status))
    thread.start()
    assert alive(strict_server)
    thread.join(20)
    assert statuses == [504]
    assert alive(strict_server)


def test_more_endless_queries_than_workers(strict_server):
    statuses = []
    threads = [
        threading.Thread(target=lambda: statuses.append(strict_server.ask(ENDLESS).status)) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(statuses) == 5
    assert set(statuses) <= {503, 504}
    assert 504 in statuses
    deadline = time.monotonic() + 20
    while not alive(strict_server):
        assert time.monotonic() < deadline, "the server did not recover"


def test_a_result_of_millions_of_rows_is_refused(strict_server):
    reply = strict_server.ask(MILLIONS)
    assert reply.status == 422
    assert "LIMIT" in reply.text
    assert alive(strict_server)


def test_a_query_of_ten_megabytes_is_refused(strict_server):
    body = "ASK { ?s ?p '" + "x" * 10_000_000 + "' }"
    with suppress(OSError):  # the server may answer and hang up while we are still sending
        assert strict_server.post(body, DIRECT).status == 413
    assert strict_server.post("ASK {}".ljust(100_001), DIRECT).status == 413
    assert strict_server.post("ASK {}".ljust(99_999), DIRECT).status == 200
    assert alive(strict_server)


def test_a_body_without_a_length_is_counted(strict_server):
    host = urllib.parse.urlsplit(strict_server.url)
    with socket.create_connection((host.hostname, host.port), 20) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        piece = b"x" * 60_000
        for _ in range(2):
            connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        assert b" 413 " in connection.recv(200)


def test_an_address_of_a_megabyte_is_refused(strict_server):
    with suppress(OSError):  # it may hang up
        assert strict_server.get("/sparql?query=" + "x" * 1_000_000).status in {400, 414, 431}
    assert alive(strict_server)


def test_a_hundred_silent_connections_are_closed(strict_server):
    host = urllib.parse.urlsplit(strict_server.url)
    address = (host.hostname, host.port)
    silent = [socket.create_connection(address, 20) for _ in range(100)]
    half = [socket.create_connection(address, 20) for _ in range(10)]
    slow = socket.create_connection(address, 20)
    try:
        for connection in half:
            connection.sendall(b"GET /sparql HTTP/1.1\r\nHost: ")
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                     b"Content-Length: 50\r\n\r\nASK")  # fmt: skip
        assert alive(strict_server)
        assert all(connection.recv(1) == b"" for connection in silent + half)
        assert b" 408 " in slow.recv(200)
    finally:
        for connection in [*silent, *half, slow]:
            connection.close()
    assert alive(strict_server)


def test_rubbish_is_no_request(strict_server):
    host = urllib.parse.urlsplit(strict_server.url)
    with socket.create_connection((host.hostname, host.port), 20) as connection:
        connection.sendall(b"\x16\x03\x01\x00\xff rubbish\r\n\r\n")
        assert b" 400 " in connection.recv(200)
    assert alive(strict_server)
