"""Addresses that no reader can reach are recognised."""

from ipaddress import IPv4Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.delivery.public_address import host_of, is_private

PRIVATE_NETWORKS = [
    *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10"),
    *("192.0.2.0/24", "224.0.0.0/4", "240.0.0.0/4", "0.0.0.0/8"),
]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://localhost",
            "http://localhost:8000",
            "http://LOCALHOST./",
            "https://paper.localhost",
            "http://a.local",
        ),
        *("http://127.0.0.1:8000", "http://127.1", "http://0x7f000001", "http://2130706433/x", "http://10.1/"),
        *("http://0.0.0.0", "http://[::1]", "http://[::1]:8000/paper/", "http://[::]", "http://[fe80::1%25eth0]:80"),
        *("http://[fd00::1]", "http://[::ffff:10.0.0.1]", "http://172.16.0.1", "http://172.31.255.255:8443"),
        *("https://news.internal", "https://www.test", "https://test", "https://nas.home.arpa", "https://a.invalid."),
    ],
)
def test_an_address_that_no_reader_can_reach_is_private(address: str) -> None:
    assert is_private(host_of(address))


@pytest.mark.parametrize(
    "address",
    [
        *("https://10.news", "https://10.example.news:8443", "https://127.0.0.1.news", "https://localhost.news"),
        *("https://local.news", "https://test.paper.org", "https://mytest", "https://172.32.0.1", "https://11.0.0.1"),
        *(
            "https://192.169.0.1:8080/paper/",
            "https://[2606:4700::1]",
            "https://courier.example",
            "https://internal.org",
        ),
    ],
)
def test_an_address_that_readers_can_reach_is_not_whatever_its_port(address: str) -> None:
    assert not is_private(host_of(address))


@given(st.sampled_from(PRIVATE_NETWORKS), st.integers(0, 2**32 - 1), st.sampled_from(["", ":80", ":65535"]))
def test_every_number_of_a_private_network_is_private(network: str, offset: int, port: str) -> None:
    whole = ip_network(network)
    number = IPv4Address(int(whole.network_address) + offset % whole.num_addresses)
    assert is_private(host_of(f"http://{number}{port}/"))


@given(st.from_regex(r"[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){0,3}\.(news|org|com)", fullmatch=True))
def test_a_name_under_a_public_ending_is_public(host: str) -> None:
    assert not is_private(host)
