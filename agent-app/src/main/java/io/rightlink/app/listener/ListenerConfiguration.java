package io.rightlink.app.listener;

import io.rightlink.app.connection.BoundedHttp;
import io.rightlink.app.connection.ConnectionLimits;
import io.rightlink.app.connection.ConnectionValve;
import io.rightlink.app.tls.ListenerTls;
import io.rightlink.app.tls.TlsSettings;
import io.rightlink.core.audit.Audit;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.token.Tokens;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.container.OwnLabels;
import io.rightlink.monitoring.collectd.CollectdSenders;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The local listener. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BridgeSettings.class, ListenSettings.class, ConnectionLimits.class, TlsSettings.class})
public class ListenerConfiguration {

    /** Of those from which wrong values came lately. */
    private static final int MOST_ADDRESSES = 10_000;

    @Bean
    Secret secret(AgentSettings settings) {
        return new Secret(settings.runDirectory());
    }

    @Bean
    ListenerTls listenerTls(TlsSettings settings) {
        return new ListenerTls(settings);
    }

    @Bean
    BridgeListener bridgeListener(
            @Value("${rightlink.listen.host:" + ListenAddress.DOCKER_BRIDGE + "}") String host,
            BridgeSettings bridge,
            ListenerTls tls) {
        return new BridgeListener(
                host.equals(ListenAddress.DOCKER_BRIDGE) ? ListenTarget.bridge(bridge) : ListenTarget.fixed(host),
                tls::secure);
    }

    /** A backslash is a letter of some units' names, {@code dev-disk-by\x2duuid-1.device}; encoded as %5C it is let through as it is. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> backslashes() {
        return factory -> factory.addConnectorCustomizers(connector ->
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(ConnectionLimits limits) {
        return factory -> {
            factory.setProtocol(BoundedHttp.class.getName());
            factory.addConnectorCustomizers(connector -> BoundedHttp.bound(connector, limits));
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ConnectionValve()));
        };
    }

    /** In the place of Tomcat's own, which writes HTML. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(JsonMapper json) {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemReportValve(json));
        });
    }

    @Bean
    ContainerProof containerProof(Workloads workloads, OwnLabels labels, Rootfs host) {
        return new ContainerProof(workloads, labels, new ContainerSockets(host, Path.of("/proc")));
    }

    @Bean
    Callers callers(Secret secret, Tokens tokens, ContainerProof containers, Clock clock) {
        return new Callers(List.of(new SecretProof(secret), new TokenProof(tokens, clock)), List.of(containers));
    }

    @Bean
    WhoamiController whoamiController() {
        return new WhoamiController();
    }

    @Bean
    FilterRegistrationBean<FramingFilter> framingFilter(JsonMapper json) {
        return at(0, new FramingFilter(json));
    }

    @Bean
    FilterRegistrationBean<BrowserFilter> browserFilter(ListenSettings settings, JsonMapper json) {
        return at(1, new BrowserFilter(ListenNames.of(settings.names()), json));
    }

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            Callers callers, CollectdSenders senders, Audit audit, JsonMapper json, Clock clock) {
        WrongValues wrong = new WrongValues(clock, MOST_ADDRESSES, new SlowedCallersRecord(audit, clock));
        return at(2, new AccessFilter(callers, wrong, senders, json));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(
            @Value("${rightlink.listen.largest-body:4MB}") DataSize largest, JsonMapper json) {
        return at(3, new BodyLimit(largest, json));
    }

    @Bean
    FilterRegistrationBean<ReadableParameters> readableParameters(JsonMapper json) {
        return at(4, new ReadableParameters(json));
    }

    @Bean
    FilterRegistrationBean<ContentTypeFilter> contentTypes(JsonMapper json) {
        return at(5, new ContentTypeFilter(json));
    }

    @Bean
    FilterRegistrationBean<HealthPathFilter> healthPaths(JsonMapper json) {
        return at(6, new HealthPathFilter(json));
    }

    /** In the place of Spring's own. */
    @Bean
    UnreadForms formContentFilter() {
        return new UnreadForms();
    }

    /** Before all of Spring's own, which may read a request. */
    private static <F extends Filter> FilterRegistrationBean<F> at(int place, F filter) {
        FilterRegistrationBean<F> registered = new FilterRegistrationBean<>(filter);
        registered.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registered;
    }

    @Bean
    WebMvcConfigurer roles(Audit audit) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new FamilyResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RoleInterceptor());
                registry.addInterceptor(new ParameterInterceptor());
                registry.addInterceptor(new AuditInterceptor(audit));
            }
        };
    }
}
