package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Quantity;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.Map;

/**
 * A volume for source-controller's artifacts, so that they outlive its pod.
 *
 * @param storageClass the name of a StorageClass
 * @param size a quantity, for example {@code 10Gi}
 */
public record Storage(String storageClass, String size) {
  public Storage {
    Rfc1123.subdomain("the storage class", storageClass);
    if (Quantity.amount("the size of the storage", size).signum() == 0) {
      throw new IllegalArgumentException(
          "the size of the storage must be above zero, got '" + size + "'");
    }
  }

  Map<String, Object> toSpec() {
    return Ordered.map("class", storageClass, "size", size);
  }
}
