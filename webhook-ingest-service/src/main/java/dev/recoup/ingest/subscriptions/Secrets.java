package dev.recoup.ingest.subscriptions;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts subscriptions' secrets for the database: AES-256-GCM with the subscription's name as additional data, so that
 * a ciphertext is good for its own row only. The text form carries the id of its key.
 */
@Singleton
final class Secrets {

    static final String WHAT_TO_SET = "set recoup.ingest.encryption.keys.<id> to the Base64 of 32 random bytes (openssl"
            + " rand -base64 32) and recoup.ingest.encryption.current to that id";

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern FORM = Pattern.compile("v1\\.([A-Za-z0-9_-]{1,40})\\.([A-Za-z0-9+/=]+)");

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys = new TreeMap<>();
    private final Optional<String> current;

    @Inject
    Secrets(EncryptionConfig config) {
        config.keys().forEach((id, key) -> keys.put(id, key(id, key)));
        current = config.current();
        current.filter(id -> !keys.containsKey(id)).ifPresent(unknown -> {
            throw new IllegalStateException("recoup.ingest.encryption.current names the key " + unknown
                    + ", which is not there: set recoup.ingest.encryption.keys." + unknown
                    + " to the Base64 of 32 random bytes");
        });
    }

    /** Tells whether there is a key to encrypt with. */
    Readiness readiness() {
        return current.isPresent() ? Readiness.READY : Readiness.NO_KEY;
    }

    enum Readiness {
        READY,
        NO_KEY
    }

    /** Returns the id of the key that is used now; empty text if there is none. */
    String currentKey() {
        return current.orElse("");
    }

    /** Tells whether a ciphertext can be read with the keys that are there. */
    boolean canDecrypt(String ciphertext) {
        Matcher form = FORM.matcher(ciphertext);
        return form.matches() && keys.containsKey(form.group(1));
    }

    /**
     * Encrypts a secret.
     *
     * @throws IllegalStateException if no key is configured; says what to set
     */
    String encrypt(String name, String secret) {
        String id = current.orElseThrow(() -> new IllegalStateException("Secrets cannot be kept: " + WHAT_TO_SET));
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, id, nonce, name, secret.strip().getBytes(StandardCharsets.UTF_8));
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return "v1." + id + "." + Base64.getEncoder().encodeToString(both);
    }

    /**
     * Decrypts a secret.
     *
     * @throws IllegalStateException if its key is not there, or it was made for another name or changed
     */
    String decrypt(String name, String ciphertext) {
        Matcher form = FORM.matcher(ciphertext);
        if (!form.matches() || !keys.containsKey(form.group(1))) {
            throw new IllegalStateException("The secret of the subscription " + name
                    + " is encrypted with a key that is not there: set its recoup.ingest.encryption.keys.<id>");
        }
        byte[] both = Base64.getDecoder().decode(form.group(2));
        if (both.length <= NONCE_BYTES) {
            throw new IllegalStateException("The secret of the subscription " + name + " is cut off");
        }
        ByteBuffer parts = ByteBuffer.wrap(both);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] sealed = new byte[parts.remaining()];
        parts.get(sealed);
        return new String(run(Cipher.DECRYPT_MODE, form.group(1), nonce, name, sealed), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String keyId, byte[] nonce, String name, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The secret of the subscription " + name + " cannot be read with the key "
                    + keyId + ": the key is another one, or the row was changed");
        }
    }

    private static SecretKeySpec key(String id, String base64) {
        String property = "recoup.ingest.encryption.keys." + id;
        if (!KEY_ID.matcher(id).matches()) {
            throw new IllegalStateException("Rename " + property + ": a key's id has 1 to 40 letters, digits, _ and -");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException quotesTheKey) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("Set " + property + " to the Base64 of exactly " + KEY_BYTES
                    + " random bytes, for example the output of: openssl rand -base64 " + KEY_BYTES);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    @Override
    public String toString() {
        return "Secrets" + keys.keySet();
    }
}
