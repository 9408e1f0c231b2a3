package dev.recoup.ingest.subscriptions;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** The keys that subscriptions' secrets are encrypted with in the database. */
@ConfigMapping(prefix = "recoup.ingest.encryption")
interface EncryptionConfig {

    /** The id of the key that new secrets are encrypted with; older ones are re-encrypted with it. */
    Optional<String> current();

    /** The keys by id, Base64 of 32 bytes each; one that is no longer current must stay until nothing needs it. */
    Map<String, String> keys();
}
