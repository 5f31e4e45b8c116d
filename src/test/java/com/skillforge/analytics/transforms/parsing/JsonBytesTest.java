package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.transforms.parsing.JsonBytes.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
  private static Finding inspectHex(String hex) {
    return JsonBytes.inspect(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "efbbbf7b7d", // byte order mark
        "c0af", // overlong
        "e08080",
        "f0808080",
        "eda080", // surrogate
        "f4908080", // beyond the last code point
        "f8888080",
        "80", // continuation alone
        "c3", // cut off
        "e282",
        "f09f98",
        "61c3ff",
        "fffe7b00", // UTF-16
        "7b000000", // UTF-32
      })
  void refusesWhatIsNotPlainUtf8(String hex) {
    assertThat(inspectHex(hex)).isEqualTo(Finding.NOT_UTF8);
  }

  @Test
  void seesUtf16WithoutByteOrderMark() {
    assertThat(JsonBytes.inspect("{\"a\":1}".getBytes(UTF_16LE))).isEqualTo(Finding.NOT_UTF8);
  }

  @Test
  void acceptsTheEdgesOfEveryLength() {
    String text =
        "\u0000".repeat(0)
            + "abcd\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF"
            + new String(Character.toChars(0x10000))
            + new String(Character.toChars(0x10FFFF));
    assertThat(JsonBytes.inspect(text.getBytes(UTF_8))).isEqualTo(Finding.UTF8_WITHOUT_ESCAPES);
  }

  @Test
  void findsABackslashWhereverItStands() {
    for (int position = 0; position < 40; position++) {
      String text = "a".repeat(position) + "\\" + "b".repeat(40 - position);
      assertThat(JsonBytes.inspect(text.getBytes(UTF_8))).isEqualTo(Finding.UTF8_WITH_ESCAPES);
      assertThat(JsonBytes.inspect((text + "é").getBytes(UTF_8)))
          .isEqualTo(Finding.UTF8_WITH_ESCAPES);
    }
  }

  @Property(tries = 5000)
  void agreesWithTheStrictDecoder(@ForAll("bytes") byte[] bytes) {
    boolean valid;
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      valid = true;
    } catch (CharacterCodingException e) {
      valid = false;
    }
    assertThat(JsonBytes.inspect(bytes) != Finding.NOT_UTF8).isEqualTo(valid);
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> interesting =
        Arbitraries.of(0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xF5)
            .map(Integer::byteValue);
    return interesting.array(byte[].class).ofMaxSize(24);
  }
}
