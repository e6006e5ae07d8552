package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges that the API server takes, as its source has them. */
class IpRangeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "10.0.0.0/8",
        "192.0.2.1/32",
        "::/0",
        "2001:db8::/32",
        "2001:db8::1/128",
        "fe80::/10",
        "2001:DB8:0:0:0:0:0:0/33"
      })
  void takesRangesOfBothFamilies(String range) {
    assertThat(IpRange.check("it", range)).isEqualTo(range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/99",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "999.1.1.1/8",
        "010.0.0.0/8",
        "10.0.0/8",
        "10/8",
        "1.2.3.4.5/8",
        "::/129",
        "1:2:3/64",
        "::ffff:10.0.0.0/104",
        "::ffff:a00:0/104",
        "fe80::1%eth0/64",
        "g::/16",
        "1::2::3/64",
        ":/0",
        "example.com/24",
        "10.0.0.0/8/8",
        " 10.0.0.0/8"
      })
  void refusesWhatIsNoRange(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpRange.check("it", range))
        .withMessage(
            "it must be a range such as '192.0.2.0/24' or '2001:db8::/32', got '" + range + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/8, 10.0.0.0/8, 10.0.0.1/32",
    "192.0.2.255/24, 192.0.2.0/24, 192.0.2.255/32",
    "2001:db8::1/64, 2001:db8:0:0:0:0:0:0/64, 2001:db8::1/128",
  })
  void refusesBitsBeyondThePrefix(String range, String network, String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpRange.check("it", range))
        .withMessage(
            "it must have no bits beyond its prefix, got '%s'; write '%s', or '%s' for the one address",
            range, network, address);
  }
}
