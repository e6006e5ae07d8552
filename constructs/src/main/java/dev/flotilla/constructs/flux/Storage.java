package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Rfc1123;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A volume for source-controller's artifacts, so that they outlive its pod.
 *
 * @param storageClass the name of a StorageClass
 * @param size a quantity, for example {@code 10Gi}
 */
public record Storage(String storageClass, String size) {
  private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]*(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?");

  public Storage {
    Rfc1123.subdomain("the storage class", storageClass);
    if (!QUANTITY.matcher(size).matches()) {
      throw new IllegalArgumentException(
          "the size of the storage must be a quantity such as '10Gi', got '" + size + "'");
    }
  }

  Map<String, Object> toSpec() {
    return Ordered.map("class", storageClass, "size", size);
  }
}
