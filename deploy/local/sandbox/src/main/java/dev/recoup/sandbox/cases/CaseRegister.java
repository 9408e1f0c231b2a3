package dev.recoup.sandbox.cases;

import dev.recoup.sandbox.clients.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** All cases, in the order of their creation, and how they are found. */
final class CaseRegister {

    private static final String REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int REFERENCE_LENGTH = 8;

    private record CreditorReference(UUID account, String text) {}

    private final List<CollectionCase> byCreation = new ArrayList<>();
    private final Map<UUID, CollectionCase> byId = new HashMap<>();
    private final Map<String, CollectionCase> byReference = new HashMap<>();
    private final Map<UUID, List<CollectionCase>> byAccount = new HashMap<>();
    private final Map<CreditorReference, CollectionCase> byCreditorReference = new HashMap<>();

    /** Returns all cases, oldest first; a view. */
    List<CollectionCase> all() {
        return Collections.unmodifiableList(byCreation);
    }

    /** Returns the cases that were created at two moments or between them, oldest first; a view. */
    List<CollectionCase> created(Instant from, Instant to) {
        int begin = from.equals(Instant.MIN) ? 0 : createdUntil(from.minusNanos(1));
        int end = createdUntil(to);
        return all().subList(Math.min(begin, end), end);
    }

    /** Finds a case by Debitura's id. */
    Optional<CollectionCase> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the cases of one account, oldest first. */
    List<CollectionCase> of(Account account) {
        return byAccount.getOrDefault(account.id(), List.of());
    }

    Optional<CollectionCase> byCreditorReference(Account account, String reference) {
        return Optional.ofNullable(byCreditorReference.get(new CreditorReference(account.id(), reference)));
    }

    Optional<CollectionCase> byReference(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }

    void keep(CollectionCase created) {
        Account account = created.account();
        byCreation.add(placeOf(created), created);
        byId.put(created.id(), created);
        byReference.put(created.reference(), created);
        byAccount.computeIfAbsent(account.id(), unused -> new ArrayList<>()).add(created);
        created.creditorReference()
                .ifPresent(text -> byCreditorReference.put(new CreditorReference(account.id(), text), created));
    }

    /** Returns eight letters and digits that no case is called by. */
    String newReference(RandomGenerator letters) {
        String reference;
        do {
            StringBuilder text = new StringBuilder();
            for (int count = 0; count < REFERENCE_LENGTH; count++) {
                text.append(REFERENCE_LETTERS.charAt(letters.nextInt(REFERENCE_LETTERS.length())));
            }
            reference = text.toString();
        } while (byReference.containsKey(reference));
        return reference;
    }

    /** Behind all that are not younger: the end, unless cases of the past are put there. */
    private int placeOf(CollectionCase created) {
        return byCreation.isEmpty() || !byCreation.getLast().created().isAfter(created.created())
                ? byCreation.size()
                : createdUntil(created.created());
    }

    /** Returns how many cases were created at a moment or before. */
    private int createdUntil(Instant moment) {
        int low = 0;
        int high = byCreation.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byCreation.get(middle).created().isAfter(moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Removes a case as if it had never been; nobody is told. */
    void forget(CollectionCase removed) {
        byCreation.remove(removed);
        byId.remove(removed.id());
        byReference.remove(removed.reference());
        of(removed.account()).remove(removed);
        removed.creditorReference()
                .ifPresent(text -> byCreditorReference.remove(
                        new CreditorReference(removed.account().id(), text)));
    }

    /** Removes all cases of an account. */
    void forget(Account account) {
        List.copyOf(of(account)).forEach(this::forget);
        byAccount.remove(account.id());
    }

    /** Removes all cases. */
    void clear() {
        byCreation.clear();
        byId.clear();
        byReference.clear();
        byAccount.clear();
        byCreditorReference.clear();
    }
}
