package dev.recoup.sandbox.contract;

import java.nio.file.Path;

/**
 * A file that came as a part of a form.
 *
 * @param file where its bytes are until the call is answered
 * @param fileName the name that the caller gave it; may be empty
 * @param size in bytes
 */
public record Upload(Path file, String fileName, long size) {}
