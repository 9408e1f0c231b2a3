package dev.recoup.sandbox.clients;

import dev.recoup.sandbox.contract.Caller;
import java.util.Optional;
import java.util.UUID;

/** On whose pages a creditor signs; the credential of a call decides which addresses its answer carries (guide 9.2). */
public sealed interface Doorway {

    /** The partner's white-label pages: what a minted token gets. */
    record WhiteLabel(Link link) implements Doorway {}

    /** Debitura's own creditor app: what a creditor's own key gets. */
    record CreditorApp(Account account) implements Doorway {}

    /** Returns the pages for answers to {@code caller} about {@code account}. */
    static Doorway of(Caller caller, Account account, Clients clients) {
        Optional<Link> link = clients.linkOf(account);
        return switch (caller) {
            case Caller.Creditor creditor -> new CreditorApp(account);
            case Caller.Tenant tenant -> of(link, account);
            case Caller.Partner partner -> of(link, account);
        };
    }

    private static Doorway of(Optional<Link> link, Account account) {
        return link.<Doorway>map(WhiteLabel::new).orElseGet(() -> new CreditorApp(account));
    }

    /** Returns whose signatures it is about. */
    default Account signer() {
        return switch (this) {
            case WhiteLabel(Link link) -> link.account();
            case CreditorApp(Account account) -> account;
        };
    }

    /** Returns what paths on these pages start with. */
    default String prefix() {
        return switch (this) {
            case WhiteLabel label -> "";
            case CreditorApp app -> "/app";
        };
    }

    /** Returns the id that paths on these pages carry. */
    default UUID id() {
        return switch (this) {
            case WhiteLabel(Link link) -> link.id();
            case CreditorApp(Account account) -> account.id();
        };
    }
}
