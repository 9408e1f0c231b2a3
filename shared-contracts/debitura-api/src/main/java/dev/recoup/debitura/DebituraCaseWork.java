package dev.recoup.debitura;

import dev.recoup.debitura.customer.CaseFile;
import dev.recoup.debitura.customer.ChatMessage;
import dev.recoup.debitura.customer.DocumentType;
import dev.recoup.debitura.customer.SendChat;
import dev.recoup.debitura.customer.Task;
import dev.recoup.debitura.customer.TaskPage;
import dev.recoup.debitura.customer.TaskStatus;
import dev.recoup.debitura.customer.TaskType;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Working on cases through the Customer API in the name of one client: chat, files, tasks. Everything said of {@link DebituraCustomer} about tokens, blocking and
 * exceptions holds here too.
 */
@Singleton
public class DebituraCaseWork {

    private final CustomerApi api;
    private final CustomerCalls calls;

    DebituraCaseWork(CustomerApi api, CustomerCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    /**
     * All chat messages of a case.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @return the messages, not paged
     * @throws DebituraException with status 404 if the client has no such case
     */
    public List<ChatMessage> messages(String externalTenantId, UUID caseId) {
        return calls.call(
                DebituraCall.customer("listCaseChats", externalTenantId).forCase(caseId),
                DebituraJson.listOf(ChatMessage.class),
                bearer -> api.listCaseChats(bearer, caseId));
    }

    /**
     * Writes into the chat of a case; the collection partner is told. Repeating it writes again.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param message the message
     * @return the stored message
     * @throws DebituraException with status 404 if the client has no such case
     */
    public ChatMessage send(String externalTenantId, UUID caseId, SendChat message) {
        return calls.call(
                DebituraCall.customer("sendCaseChat", externalTenantId).forCase(caseId),
                DebituraJson.type(ChatMessage.class),
                bearer -> api.sendCaseChat(bearer, caseId, DebituraJson.bytes(message)));
    }

    /**
     * All files of a case, with links that live for about an hour.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @return the files, not paged
     * @throws DebituraException with status 404 if the client has no such case
     */
    public List<CaseFile> files(String externalTenantId, UUID caseId) {
        return calls.call(
                DebituraCall.customer("listCaseFiles", externalTenantId).forCase(caseId),
                DebituraJson.listOf(CaseFile.class),
                bearer -> api.listCaseFiles(bearer, caseId));
    }

    /**
     * Attaches a file to a case (guide 17); too large is 413, a type that is not accepted is 415. Repeating it stores it again.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param file the file
     * @param documentType kind of document
     * @param description text about the file
     * @return the stored file
     * @throws DebituraException with status 404 if the client has no such case
     */
    public CaseFile upload(
            String externalTenantId,
            UUID caseId,
            Attachment file,
            DocumentType documentType,
            Optional<String> description) {
        var fields = new LinkedHashMap<String, String>();
        description.ifPresent(text -> fields.put("Description", text));
        fields.put("DocumentType", documentType.wireValue());
        var body = MultipartBody.of(fields, "File", file);
        return calls.call(
                DebituraCall.customer("uploadCaseFile", externalTenantId).forCase(caseId),
                DebituraJson.type(CaseFile.class),
                bearer -> api.uploadCaseFile(bearer, caseId, body.contentType(), body.bytes()));
    }

    /**
     * Tasks of a case; those of the account are not among them.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param status open or solved
     * @param types kinds, empty for all
     * @return the tasks, not paged
     * @throws DebituraException with status 404 if the client has no such case
     */
    public List<Task> tasks(String externalTenantId, UUID caseId, TaskStatus status, List<TaskType> types) {
        return calls.call(
                DebituraCall.customer("listCaseTasks", externalTenantId).forCase(caseId),
                DebituraJson.listOf(Task.class),
                bearer -> api.listCaseTasks(
                        bearer,
                        caseId,
                        status.wireValue(),
                        types.stream().map(TaskType::wireValue).toList()));
    }

    /**
     * One page of tasks over all cases and of the account.
     *
     * @param externalTenantId in whose name
     * @param status open or solved
     * @param types kinds, empty for all
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public TaskPage tasks(String externalTenantId, TaskStatus status, List<TaskType> types, int page, int pageSize) {
        return calls.call(
                DebituraCall.customer("listTasks", externalTenantId),
                DebituraJson.type(TaskPage.class),
                bearer -> api.listTasks(
                        bearer,
                        status.wireValue(),
                        types.stream().map(TaskType::wireValue).toList(),
                        page,
                        pageSize));
    }
}
