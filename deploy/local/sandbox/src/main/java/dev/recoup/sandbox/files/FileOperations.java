package dev.recoup.sandbox.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorCaseOperations;
import dev.recoup.sandbox.casework.Chats;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.IdempotencyKeys;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Upload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Both APIs' file operations (guide 17). */
public final class FileOperations {

    private static final long LARGEST_BYTES = 25L * 1024 * 1024;

    private final Cases cases;
    private final Clients clients;
    private final CaseFiles files;
    private final Chats chats;
    private final DownloadLinks links;
    private final IdempotencyKeys keys;

    /** Prepares the operations. */
    public FileOperations(
            Cases cases, Clients clients, CaseFiles files, Chats chats, DownloadLinks links, IdempotencyKeys keys) {
        this.cases = cases;
        this.clients = clients;
        this.files = files;
        this.chats = chats;
        this.links = links;
        this.keys = keys;
    }

    /** Adds the operation to the Referral API. */
    public void addToReferral(ApiServer referral) {
        referral.on("uploadCaseFile", call -> cases.find(UUID.fromString(call.path("caseId")))
                .filter(found -> clients.linkOf(found.account()).isPresent())
                .map(found -> keys.once(found.account().id(), call, () -> uploadForClient(found, call)))
                .orElseGet(() -> Answer.notFound("The case")));
    }

    /** Adds the operations to the Customer API. */
    public void addToCustomer(ApiServer customer) {
        customer.on("uploadCaseFile", call -> withCase(call, found -> upload(found, call)))
                .on(
                        "listCaseFiles",
                        call -> withCase(call, found -> Answer.ok(Json.array(files.of(found), this::view))));
    }

    private Answer withCase(Call call, Function<CollectionCase, Answer> action) {
        return cases.find(CreditorCaseOperations.creditorOf(call.caller()), call.path("id"))
                .map(action)
                .orElseGet(() -> Answer.notFound("The case"));
    }

    private Answer uploadForClient(CollectionCase about, Call call) {
        Optional<Upload> upload = call.upload("file");
        Optional<Answer> refusal = refusal("file", upload);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        CaseFile attached = files.attach(about, upload.orElseThrow(), Optional.empty(), DocumentType.ORIGINAL_INVOICE);
        if (call.query("sendChatNotification").map(Boolean::parseBoolean).orElse(true)) {
            chats.announce(about, "A file was attached: " + attached.name());
        }
        return Answer.empty(200);
    }

    private Answer upload(CollectionCase about, Call call) {
        Optional<Upload> upload = call.upload("File");
        Optional<DocumentType> type =
                DocumentType.of(Json.text(call.body(), "DocumentType").orElse("OriginalInvoice"));
        if (type.isEmpty()) {
            return Answer.fieldErrors(Map.of("DocumentType", List.of("is not a known type")));
        }
        return refusal("File", upload)
                .orElseGet(() -> Answer.ok(view(
                        files.attach(about, upload.orElseThrow(), Json.text(call.body(), "Description"), type.get()))));
    }

    private static Optional<Answer> refusal(String part, Optional<Upload> upload) {
        if (upload.isEmpty() || upload.get().size() == 0) {
            return Optional.of(Answer.fieldErrors(Map.of(part, List.of("is required"))));
        }
        if (upload.get().size() > LARGEST_BYTES) {
            return Optional.of(Answer.error(413, "PayloadTooLarge", "The file is larger than 25 MB"));
        }
        return FileFormat.of(upload.get().fileName()).isPresent()
                ? Optional.empty()
                : Optional.of(Answer.error(415, "UnsupportedMediaType", "Files of this type are not taken"));
    }

    private ObjectNode view(CaseFile shown) {
        return Json.object()
                .put("id", shown.id().toString())
                .put("dateCreated", Json.timestamp(shown.at()))
                .put("dateUpdated", Json.timestamp(shown.at()))
                .put("caseId", shown.caseId().toString())
                .put("entityType", "Case")
                .put("entityId", shown.caseId().toString())
                .put("fileName", shown.name())
                .put("url", links.to(shown))
                .put("description", shown.description().orElse(null))
                .put("documentType", shown.type().wireName());
    }

    /** Forgets the answers given under idempotency keys. */
    public void clear() {
        keys.clear();
    }
}
