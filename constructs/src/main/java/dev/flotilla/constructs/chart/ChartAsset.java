package dev.flotilla.constructs.chart;

import com.hashicorp.cdktf.AssetType;
import com.hashicorp.cdktf.TerraformAsset;
import com.hashicorp.cdktf.TerraformAssetConfig;
import java.nio.file.Path;
import software.constructs.Construct;

/** A chart that is copied into the stack. */
public final class ChartAsset {
  private ChartAsset() {}

  /**
   * Returns the path of the chart, beside the stack's JSON.
   *
   * @param version names the copy, else a hash of its content would
   */
  public static String path(Construct scope, String id, Path folder, String version) {
    return new TerraformAsset(
            scope,
            id,
            TerraformAssetConfig.builder()
                .path(folder.toAbsolutePath().toString())
                .type(AssetType.DIRECTORY)
                .assetHash(version)
                .build())
        .getPath();
  }
}
