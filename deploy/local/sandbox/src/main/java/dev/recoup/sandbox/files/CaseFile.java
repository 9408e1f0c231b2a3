package dev.recoup.sandbox.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that was attached to a case.
 *
 * @param id Debitura's id
 * @param caseId the case
 * @param name the name that the uploader gave it, without folders
 * @param size in bytes
 * @param description what the uploader says of it
 * @param type what kind of document it is
 * @param at when it was uploaded
 * @param content where its bytes are
 */
record CaseFile(
        UUID id,
        UUID caseId,
        String name,
        long size,
        Optional<String> description,
        DocumentType type,
        Instant at,
        Path content) {}
