package dev.flotilla.fleet.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labels and annotations that objects get beside their own, from the moment they are created:
 * admission policies require them.
 *
 * <p>Rejected: a key that is not {@code name} or {@code prefix/name}, the prefix an RFC 1123
 * subdomain; a label's value of more than 63 characters or with others than letters, digits, {@code
 * -}, {@code _} and {@code .}; annotations of more than 256 KiB.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">syntax
 *     of labels</a>
 */
public record ObjectMetadata(
    SortedMap<String, String> labels, SortedMap<String, String> annotations) {
  /** Neither labels nor annotations. */
  public static final ObjectMetadata NONE = new ObjectMetadata(new TreeMap<>(), new TreeMap<>());

  private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final Pattern KEY = Pattern.compile("((?<prefix>[^/]*)/)?" + NAME);

  /** What the annotations of an object may have together, in bytes. */
  private static final int MAX_ANNOTATION_BYTES = 256 * 1024;

  private static final Pattern VALUE = Pattern.compile("(" + NAME + ")?");

  public ObjectMetadata {
    labels.forEach(ObjectMetadata::requireLabel);
    annotations.keySet().forEach(key -> requireKey("an annotation", key));
    requireSize(annotations);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  private static void requireLabel(String key, String value) {
    requireKey("a label", key);
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of label '"
              + key
              + "' must consist of at most 63 letters, digits, '-', '_' and '.', with a letter or"
              + " digit at both ends, got '"
              + value
              + "'");
    }
  }

  private static void requireSize(Map<String, String> annotations) {
    int bytes =
        annotations.entrySet().stream()
            .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
            .sum();
    if (bytes > MAX_ANNOTATION_BYTES) {
      throw new IllegalArgumentException(
          "the annotations of an object must have at most %d bytes together, got '%d'; shorten them"
              .formatted(MAX_ANNOTATION_BYTES, bytes));
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static void requireKey(String what, String key) {
    Matcher matcher = KEY.matcher(key);
    boolean isKey = matcher.matches();
    @Nullable String prefix = isKey ? matcher.group("prefix") : null;
    if (!isKey || (prefix != null && !Rfc1123.isSubdomain(prefix))) {
      throw new IllegalArgumentException(
          "the key of "
              + what
              + " must be a name such as 'team' or 'example.com/team', got '"
              + key
              + "'");
    }
  }

  /**
   * Returns this metadata with one more label.
   *
   * <p>Rejected: a label that it has.
   */
  public ObjectMetadata withLabel(String key, String value) {
    return new ObjectMetadata(Ordered.putNew(labels, key, value, "a label"), annotations);
  }

  /**
   * Returns this metadata with one more annotation.
   *
   * <p>Rejected: an annotation that it has.
   */
  public ObjectMetadata withAnnotation(String key, String value) {
    return new ObjectMetadata(labels, Ordered.putNew(annotations, key, value, "an annotation"));
  }

  /** Returns this metadata with that of {@code other}, which wins where both have a key. */
  public ObjectMetadata overriddenBy(ObjectMetadata other) {
    SortedMap<String, String> allLabels = new TreeMap<>(labels);
    allLabels.putAll(other.labels);
    SortedMap<String, String> allAnnotations = new TreeMap<>(annotations);
    allAnnotations.putAll(other.annotations);
    return new ObjectMetadata(allLabels, allAnnotations);
  }

  /** Returns whether it is empty. */
  public boolean isEmpty() {
    return labels.isEmpty() && annotations.isEmpty();
  }
}
