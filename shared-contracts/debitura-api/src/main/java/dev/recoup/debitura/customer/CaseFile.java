package dev.recoup.debitura.customer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of a case. Its text form leaves out name and link.
 *
 * @param id its id
 * @param dateCreated when it was stored
 * @param dateUpdated when it last changed
 * @param caseId the case
 * @param entityType kind of record it hangs on; values are not published
 * @param entityId id of that record
 * @param fileName its name
 * @param url where to download it for about an hour; list the files again for a new one
 * @param description text for humans
 * @param documentType kind of document
 */
public record CaseFile(
        UUID id,
        Instant dateCreated,
        Instant dateUpdated,
        UUID caseId,
        Optional<String> entityType,
        UUID entityId,
        Optional<String> fileName,
        Optional<String> url,
        Optional<String> description,
        Optional<DocumentType> documentType) {

    @Override
    public String toString() {
        return "CaseFile[id=" + id + ", caseId=" + caseId + "]";
    }
}
