package dev.recoup.ingest.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String OLD = key("0123456789abcdef0123456789abcdef");
    private static final String NEW = key("fedcba9876543210fedcba9876543210");
    private static final String SECRET = "c2VjcmV0IG9mIGEgc3Vic2NyaXB0aW9u";

    private final Secrets old = secrets("old", Map.of("old", OLD));

    @Test
    void what_was_encrypted_is_read_again_and_looks_different_every_time() {
        String ciphertext = old.encrypt("referral-live", SECRET);

        assertThat(ciphertext).startsWith("v1.old.").doesNotContain(SECRET);
        assertThat(old.encrypt("referral-live", SECRET)).isNotEqualTo(ciphertext);
        assertThat(old.decrypt("referral-live", ciphertext)).isEqualTo(SECRET);
    }

    @Test
    void a_ciphertext_is_good_for_its_own_subscription_only() {
        String ciphertext = old.encrypt("referral-live", SECRET);

        assertThatThrownBy(() -> old.decrypt("referral-test", ciphertext))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("referral-test")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void a_changed_ciphertext_is_noticed() {
        String ciphertext = old.encrypt("referral-live", SECRET);
        String body = ciphertext.substring("v1.old.".length());
        char first = body.charAt(0) == 'A' ? 'B' : 'A';

        assertThatThrownBy(() -> old.decrypt("referral-live", "v1.old." + first + body.substring(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_old_key_still_decrypts_after_a_new_one_became_current() {
        Secrets both = secrets("new", Map.of("old", OLD, "new", NEW));
        String before = old.encrypt("referral-live", SECRET);

        assertThat(both.decrypt("referral-live", before)).isEqualTo(SECRET);
        assertThat(both.encrypt("referral-live", SECRET)).startsWith("v1.new.");
        assertThat(secrets("new", Map.of("new", NEW)).canDecrypt(before)).isFalse();
        assertThatThrownBy(() -> secrets("new", Map.of("new", NEW)).decrypt("referral-live", before))
                .hasMessageContaining("recoup.ingest.encryption.keys.<id>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not Base64!", "c2hvcnQ=", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMA=="})
    void an_unfit_key_is_refused_with_what_to_set_and_without_the_key(String unfit) {
        assertThatThrownBy(() -> secrets("one", Map.of("one", unfit)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Set recoup.ingest.encryption.keys.one to the Base64 of exactly 32 random bytes")
                .satisfies(thrown -> assertThat(
                                unfit.isEmpty() || !thrown.getMessage().contains(unfit))
                        .isTrue());
    }

    @Test
    void a_current_key_that_is_not_there_is_refused_with_what_to_set() {
        assertThatThrownBy(() -> secrets("two", Map.of("one", OLD)))
                .hasMessageContaining("set recoup.ingest.encryption.keys.two");
    }

    @Test
    void without_any_key_nothing_is_encrypted_and_it_says_what_to_set() {
        Secrets none = secrets("", Map.of());

        assertThat(none.readiness()).isEqualTo(Secrets.Readiness.NO_KEY);
        assertThatThrownBy(() -> none.encrypt("referral-live", SECRET))
                .hasMessageContaining("recoup.ingest.encryption.current");
    }

    @Test
    void keys_do_not_show_themselves() {
        assertThat(old.toString()).isEqualTo("Secrets[old]");
    }

    private static String key(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8));
    }

    private static Secrets secrets(String current, Map<String, String> keys) {
        return new Secrets(new EncryptionConfig() {
            @Override
            public Optional<String> current() {
                return Optional.of(current).filter(id -> !id.isEmpty());
            }

            @Override
            public Map<String, String> keys() {
                return keys;
            }
        });
    }
}
