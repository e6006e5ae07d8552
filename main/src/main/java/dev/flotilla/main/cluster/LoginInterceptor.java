package dev.flotilla.main.cluster;

import dev.flotilla.main.kubeconfig.Login;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;

/** Adds the login to each request, and adds it once more after a refusal if it was renewed. */
final class LoginInterceptor implements Interceptor {
  private final Login login;

  LoginInterceptor(Login login) {
    this.login = login;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    login.authorization().forEach(builder::setHeader);
    login
        .impersonation()
        .headers()
        .forEach(header -> builder.header(header.name(), header.value()));
  }

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
    boolean again = response.code() == HttpURLConnection.HTTP_UNAUTHORIZED && login.refused();
    if (again) {
      login.authorization().forEach(builder::setHeader);
    }
    return CompletableFuture.completedFuture(again);
  }
}
