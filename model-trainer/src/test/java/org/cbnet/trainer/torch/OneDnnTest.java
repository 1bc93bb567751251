package org.cbnet.trainer.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which processors are told apart; that sums are right on this one shows {@link ConvolutionTest}.
 */
class OneDnnTest {

  @ParameterizedTest
  @CsvSource({
    "AuthenticAMD, 26, true",
    "AuthenticAMD, 25, false",
    "GenuineIntel, 6,  false",
    "GenuineIntel, 26, false"
  })
  void tellsProcessorsByVendorAndFamily(String vendor, int family, boolean isWrong) {
    List<String> cpuInfo =
        List.of(
            "processor\t: 0",
            "vendor_id\t: " + vendor,
            "cpu family\t: " + family,
            "model\t\t: 2",
            "",
            "processor\t: 1",
            "power management:");

    assertThat(OneDnn.isWrong(cpuInfo)).isEqualTo(isWrong);
  }

  @ParameterizedTest
  @CsvSource({"''", "BogoMIPS : 108.00", "vendor_id : AuthenticAMD"})
  void whatIsNotToldIsRight(String line) {
    assertThat(OneDnn.isWrong(List.of(line))).isFalse();
  }
}
