package dev.recoup.sandbox.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of an API document.
 *
 * @param api short name of the API, {@code referral} or {@code customer}
 * @param id the document's operationId, unique inside one API only
 * @param method HTTP method in capitals
 * @param path template with {@code {name}} segments
 * @param parameters path, query and header parameters
 * @param requestBody schema of the JSON body; empty when the operation takes none, or one that is not JSON
 * @param requestForm schema of the multipart form; empty when the operation takes none
 * @param answers schema of the JSON body by status; an empty value means that the status carries no body
 */
record Operation(
        String api,
        String id,
        String method,
        String path,
        List<Parameter> parameters,
        Optional<Schema> requestBody,
        Optional<Schema> requestForm,
        Map<Integer, Optional<Schema>> answers) {

    String qualifiedId() {
        return api + "." + id;
    }

    boolean declares(Parameter.Place place, String name) {
        return parameters.stream()
                .anyMatch(parameter ->
                        parameter.place() == place && parameter.name().equals(name));
    }
}
