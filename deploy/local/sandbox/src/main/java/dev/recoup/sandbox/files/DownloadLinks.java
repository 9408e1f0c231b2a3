package dev.recoup.sandbox.files;

import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.time.VirtualClock;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed links to files: valid for an hour, told by their {@code se} parameter (guide 17), and what they lead to. */
public final class DownloadLinks {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int KEY_BYTES = 32;

    private final CaseFiles files;
    private final VirtualClock clock;
    private final SigningUrls urls;
    private final byte[] key = new byte[KEY_BYTES];

    /** Prepares links to {@code files}. */
    public DownloadLinks(CaseFiles files, VirtualClock clock, SigningUrls urls) {
        this.files = files;
        this.clock = clock;
        this.urls = urls;
        new SecureRandom().nextBytes(key);
    }

    /** Returns a link that is valid from now on for an hour. */
    String to(CaseFile file) {
        String end = clock.now().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS).toString();
        return urls.absolute("/files/" + file.id() + "?se=" + end + "&sig=" + signature(file.id(), end));
    }

    /** Adds the files to a router. */
    public void addTo(Router router) {
        router.get("/files/:id").handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String end = context.request().getParam("se", "");
        String signature = context.request().getParam("sig", "");
        Optional<CaseFile> file = uuid(context.pathParam("id")).flatMap(files::find);
        if (file.isEmpty()) {
            context.response().setStatusCode(404).end();
        } else if (!isGood(file.get().id(), end, signature)) {
            context.response().setStatusCode(403).end();
        } else {
            context.response()
                    .putHeader(
                            "Content-Type",
                            FileFormat.of(file.get().name())
                                    .map(FileFormat::mediaType)
                                    .orElse("application/octet-stream"))
                    .putHeader("Content-Disposition", "attachment")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .sendFile(file.get().content().toString());
        }
    }

    private boolean isGood(UUID id, String end, String signature) {
        byte[] expected = signature(id, end).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII))
                && moment(end).filter(clock.now()::isBefore).isPresent();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private String signature(UUID id, String end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((id + " " + end).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks HmacSHA256", missing);
        }
    }
}
