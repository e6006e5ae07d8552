package opentofu

import (
	"bytes"
	"fmt"
	"strings"
)

// java returns the table as a class, each line broken before it is too long.
func java(version string, backends, providers []string) []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, `package dev.flotilla.fleet.state;

/**
 * The names that OpenTofu %s takes, generated from its sources; {@code !} marks a credential,
 * and the variable that it comes by.
 */
final class OpenTofuTable {
  static final String BACKENDS =
      """
%s""";

  static final String KEY_PROVIDERS =
      """
%s""";

  private OpenTofuTable() {}
}
`, version, indented(backends), indented(providers))
	return text.Bytes()
}

func indented(lines []string) string {
	var text strings.Builder
	for _, line := range lines {
		length := 0
		for i, word := range strings.Split(line, " ") {
			if i == 0 {
				text.WriteString("      " + word)
				length = 6 + len(word)
			} else if length+1+len(word) > 98 {
				text.WriteString(" \\\n      " + word)
				length = 6 + len(word)
			} else {
				text.WriteString(" " + word)
				length += 1 + len(word)
			}
		}
		text.WriteString("\n")
	}
	return text.String() + "      "
}
