package dev.flotilla.main.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the kubeconfig of a cluster is.
 *
 * @param source what names the files, for messages
 * @param remedy what to do where none of them is there
 * @param preparation writes them, if the program itself does
 */
record KubeconfigPlace(List<Path> files, String source, String remedy, Runnable preparation) {
  KubeconfigPlace(List<Path> files, String source, String remedy) {
    this(files, source, remedy, () -> {});
  }
}
