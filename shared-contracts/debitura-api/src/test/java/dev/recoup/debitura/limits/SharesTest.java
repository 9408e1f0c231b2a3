package dev.recoup.debitura.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the services are shipped with. */
class SharesTest {

    private static final Path ROOT = Path.of("..", "..");

    @Test
    void the_shares_of_all_services_are_at_most_the_whole() {
        var shares = new TreeMap<String, Integer>();
        for (Map.Entry<String, Properties> service : services().entrySet()) {
            var share = service.getValue().getProperty("recoup.debitura.limits.share");
            if (share != null) {
                shares.put(service.getKey(), Integer.parseInt(share));
            }
        }

        assertThat(shares)
                .isEqualTo(Map.of(
                        "case-service", 50,
                        "onboarding-service", 15,
                        "revenue-service", 25,
                        "webhook-ingest-service", 5));
        assertThat(shares.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(100);
    }

    @Test
    void whoever_calls_debitura_has_a_share_and_its_table() {
        services().forEach((service, properties) -> {
            if (pom(service).contains("<artifactId>recoup-debitura-api</artifactId>")) {
                assertThat(properties.getProperty("recoup.debitura.limits.share"))
                        .as(service)
                        .isNotNull();
                assertThat(properties.getProperty("quarkus.flyway.locations"))
                        .as(service)
                        .contains("db/debitura");
            }
        });
    }

    private static Map<String, Properties> services() {
        var services = new TreeMap<String, Properties>();
        for (String name :
                new String[] {"webhook-ingest-service", "onboarding-service", "case-service", "revenue-service"}) {
            var properties = new Properties();
            try (var in =
                    Files.newInputStream(ROOT.resolve(name).resolve("src/main/resources/application.properties"))) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            services.put(name, properties);
        }
        return services;
    }

    private static String pom(String service) {
        try {
            return Files.readString(ROOT.resolve(service).resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
