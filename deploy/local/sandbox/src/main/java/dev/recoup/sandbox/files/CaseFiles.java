package dev.recoup.sandbox.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Upload;
import dev.recoup.sandbox.contract.Uploads;
import dev.recoup.sandbox.time.VirtualClock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The files of all cases; their bytes are on disk. */
public final class CaseFiles {

    private final VirtualClock clock;
    private final Uploads uploads;
    private final Map<UUID, CaseFile> byId = new LinkedHashMap<>();

    /** Starts without files; keeps bytes in {@code uploads}. */
    public CaseFiles(VirtualClock clock, Uploads uploads) {
        this.clock = clock;
        this.uploads = uploads;
    }

    CaseFile attach(CollectionCase about, Upload upload, Optional<String> description, DocumentType type) {
        UUID id = UUID.randomUUID();
        CaseFile attached = new CaseFile(
                id,
                about.id(),
                withoutFolders(upload.fileName()),
                upload.size(),
                description,
                type,
                clock.now(),
                uploads.keep(upload, id.toString()));
        byId.put(id, attached);
        return attached;
    }

    private static String withoutFolders(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    Optional<CaseFile> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<CaseFile> of(CollectionCase about) {
        return byId.values().stream()
                .filter(file -> file.caseId().equals(about.id()))
                .toList();
    }

    private Collection<CaseFile> all() {
        return byId.values();
    }

    /** Returns the list as the control interface shows it, oldest first. */
    public ArrayNode view() {
        return Json.array(all(), file -> Json.object()
                .put("id", file.id().toString())
                .put("caseId", file.caseId().toString())
                .put("fileName", file.name())
                .put("bytes", file.size())
                .put("documentType", file.type().wireName()));
    }

    /** Forgets all files and deletes their bytes. */
    public void clear() {
        byId.clear();
        uploads.clear();
    }
}
