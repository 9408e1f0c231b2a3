package dev.recoup.sandbox.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import dev.recoup.sandbox.webhooks.Webhooks;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The register of accounts and links, and what happens to them (guide 6 and 7). */
public final class Clients {

    private static final BigDecimal WHOLE = new BigDecimal("100");
    private static final BigDecimal USUAL_REFERRAL_FEE = new BigDecimal("50.0");

    private final VirtualClock clock;
    private final ClientEvents events;
    private final LinkRequests requests;
    private final Unknowns unknowns;
    private final Map<UUID, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<UUID, Link> linksById = new HashMap<>();
    private final Map<String, Account> byEmail = new HashMap<>();
    private final List<Consumer<Account>> signatureListeners = new ArrayList<>();
    private int userIds;
    private BigDecimal referralFee = USUAL_REFERRAL_FEE;

    /**
     * A link that is to be put there.
     *
     * @param linkId appears in the onboarding URLs
     * @param externalTenantId the partner's name for the client, new
     * @param attribution what the partner earns on
     * @param linkedAt when the link was made
     */
    public record Placement(UUID linkId, String externalTenantId, Link.Attribution attribution, Instant linkedAt) {}

    /** Starts empty. */
    public Clients(VirtualClock clock, Webhooks webhooks, Unknowns unknowns) {
        this.clock = clock;
        this.events = new ClientEvents(webhooks, clock, unknowns);
        this.requests = new LinkRequests(clock, events, unknowns);
        this.unknowns = unknowns;
    }

    /** Has {@code listener} told of every account that signed something or handed in a director's data. */
    public void whenSigned(Consumer<Account> listener) {
        signatureListeners.add(listener);
    }

    /** Adds an account with its team; the first user is the onboarding user. */
    public Account open(
            Account.Profile profile, List<Account.User> team, Account.Agreement agreement, Account.Owner owner) {
        return open(UUID.randomUUID(), profile, team, agreement, owner);
    }

    private Account open(
            UUID id,
            Account.Profile profile,
            List<Account.User> team,
            Account.Agreement agreement,
            Account.Owner owner) {
        Account account = new Account(id, profile, agreement, owner);
        accounts.put(account.id(), account);
        byEmail.putIfAbsent(folded(profile.email()), account);
        team.forEach(user -> join(account, user.email(), user.name()));
        return account;
    }

    /** Adds a member to an account's team. */
    public void join(Account account, String email, String name) {
        account.users().add(new Account.User(++userIds, email, name));
        byEmail.putIfAbsent(folded(email), account);
    }

    /** Tells whether an e-mail address belongs to an account already: it can belong to one only (guide 6.5). */
    public boolean isTaken(String email) {
        return byEmail.containsKey(folded(email));
    }

    private static String folded(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** Replaces what an account says about itself; its e-mail address stays. */
    public void describe(Account account, Account.Profile profile) {
        account.profile(profile);
    }

    /** Links an account to the partner; the fee is frozen here. */
    public Link link(String externalTenantId, Account account, Link.Attribution attribution) {
        Link link = new Link(UUID.randomUUID(), externalTenantId, account, attribution, clock.now(), referralFee);
        keep(link);
        return link;
    }

    /**
     * Puts a linked client with a signed agreement there as if it had always been: nobody is told.
     *
     * @param creditorId the account's id, which is new
     * @param attributes what is known of the link; its account is made here
     */
    public Link place(UUID creditorId, Account.Profile profile, List<Account.User> team, Placement attributes) {
        Account account = open(creditorId, profile, team, Account.Agreement.SIGNED, Account.Owner.THIS_PARTNER);
        Link link = new Link(
                attributes.linkId(),
                attributes.externalTenantId(),
                account,
                attributes.attribution(),
                attributes.linkedAt(),
                referralFee);
        keep(link);
        return link;
    }

    private void keep(Link link) {
        Account account = link.account();
        account.owner(Account.Owner.THIS_PARTNER);
        links.put(link.externalTenantId(), link);
        linksById.put(link.id(), link);
        account.link(Optional.of(link));
    }

    /** Returns the partner's share of Debitura's revenue in percent, as new links get it. */
    public BigDecimal referralFee() {
        return referralFee;
    }

    /**
     * Changes the partner's share for links that are still to be made (guide 18.1: made ones keep theirs).
     *
     * @throws IllegalArgumentException when it is no percentage
     */
    public void referralFee(BigDecimal percentage) {
        if (percentage.signum() < 0 || percentage.compareTo(WHOLE) > 0) {
            throw new IllegalArgumentException("The share is between 0 and 100");
        }
        referralFee = percentage;
    }

    /** Finds the active link of a tenant id. */
    public Optional<Link> linkOf(String externalTenantId) {
        return Optional.ofNullable(links.get(externalTenantId));
    }

    /** Finds the active link of an account. */
    public Optional<Link> linkOf(Account account) {
        return account.link();
    }

    /** Finds an active link by its own id. */
    public Optional<Link> linkById(UUID linkId) {
        return Optional.ofNullable(linksById.get(linkId));
    }

    /** Returns all active links, oldest first. */
    public Collection<Link> links() {
        return links.values();
    }

    /** Finds an account by its creditor id. */
    public Optional<Account> account(UUID creditorId) {
        return Optional.ofNullable(accounts.get(creditorId));
    }

    /** Ends a link; the account stays at Debitura. */
    public void archive(Link link) {
        links.remove(link.externalTenantId());
        linksById.remove(link.id());
        link.account().link(Optional.empty());
        link.account().owner(Account.Owner.NOBODY);
    }

    /** Ends a link and gives up the account: its e-mail addresses belong to nobody afterwards. */
    public void retire(Link link) {
        archive(link);
        accounts.remove(link.account().id());
        byEmail.values().removeIf(account -> account == link.account());
    }

    /** Finds the accounts that the e-mail addresses belong to: exact addresses, in any letter case (guide 6.5). */
    List<Account> accountsOf(Collection<String> emails) {
        return emails.stream()
                .flatMap(email -> Optional.ofNullable(byEmail.get(folded(email))).stream())
                .distinct()
                .toList();
    }

    /** Signs the collection agreement and says so by webhook; an agreement in force is left alone. */
    public void sign(Account account) {
        if (account.agreement() == Account.Agreement.SIGNED) {
            return;
        }
        account.sign();
        announceSignature("client.onboarding.contract_signed", account);
    }

    /** Signs a document and says so by webhook; a signature that counts is left alone. */
    public void sign(Account account, Document document) {
        if (!account.isSigned(document)) {
            account.sign(document, new Signature(clock.now(), Account.Invalidation.NONE));
            announceSignature("client.onboarding.poa_signed", account);
        }
    }

    /** Has a signed document signed again; one that was never signed is left alone. */
    public void invalidate(Account account, Document document, Account.Invalidation reason) {
        account.signature(document).ifPresent(given -> account.sign(document, new Signature(given.at(), reason)));
    }

    /** Files a director's data; the newest record counts. */
    public Account.Kyc fileKyc(Account account, String fullName, String homeAddress, LocalDate dateOfBirth) {
        Account.Kyc filed =
                new Account.Kyc(fullName, homeAddress, dateOfBirth.toString(), clock.now(), Optional.empty());
        account.kyc(filed);
        signatureListeners.forEach(listener -> listener.accept(account));
        return filed;
    }

    /**
     * Takes the review of the newest director's data a step further.
     *
     * @throws IllegalArgumentException when none is on file
     */
    public void review(Account account, Account.ReviewStatus status) {
        Account.Kyc filed =
                account.kyc().orElseThrow(() -> new IllegalArgumentException("No director's data is on file"));
        account.kyc(new Account.Kyc(
                filed.fullName(),
                filed.homeAddress(),
                filed.dateOfBirth(),
                filed.submitted(),
                Optional.of(new Account.Review(status, clock.now()))));
    }

    /** Has a signed agreement signed again; one that was never signed is left alone. */
    public void invalidateAgreement(Account account, Account.Invalidation reason) {
        if (account.agreement() != Account.Agreement.UNSIGNED) {
            account.invalidate(reason);
        }
    }

    /**
     * Publishes a new version of the agreement: every signed one is outdated.
     *
     * @return how many accounts have to sign again
     */
    public int publishAgreement() {
        List<Account> signed = accounts.values().stream()
                .filter(account -> account.agreement() == Account.Agreement.SIGNED)
                .toList();
        signed.forEach(account -> account.invalidate(Account.Invalidation.NEW_VERSION));
        return signed.size();
    }

    /** Changes whether Debitura takes cases of the account. */
    public void stand(Account account, Account.Standing standing) {
        account.standing(standing);
    }

    /**
     * The client agrees: links the chosen account, says so, and creates the stored cases; a request that is not open,
     * or an account that is not free, is left alone.
     */
    public void approve(LinkRequest request, Account chosen, FirstCases firstCases) {
        if (!isOpen(request) || chosen.owner() != Account.Owner.NOBODY) {
            return;
        }
        Link link = link(request.externalTenantId(), chosen, Link.Attribution.OWN_CASES);
        requests.approved(request, link);
        firstCases.replay(link, request.cases());
    }

    /** The client refuses; a request that is not open is left alone. */
    public void decline(LinkRequest request) {
        requests.decline(request);
    }

    /** Changes the days that a client has to answer a link request; below 1 counts as 1, above 30 as 30. */
    public void approvalDays(int days) {
        requests.approvalDays(days);
    }

    /** Returns the open link request of a tenant, made anew if there is none; a new one is announced. */
    LinkRequest requestLink(String externalTenantId, List<Account> candidates, List<JsonNode> cases) {
        return requests.ask(externalTenantId, candidates, cases);
    }

    /** Tells whether a link request can be answered: nobody has, its deadline is ahead, and its account is free. */
    public boolean isOpen(LinkRequest request) {
        return requests.isOpen(request);
    }

    /** Finds a link request by the secret in its approval URL. */
    public Optional<LinkRequest> request(UUID token) {
        return requests.find(token);
    }

    private void announceSignature(String event, Account account) {
        linkOf(account).ifPresent(link -> events.signed(event, link));
        signatureListeners.forEach(listener -> listener.accept(account));
    }

    /** Debitura ends a link by itself. */
    public void end(Link link) {
        archive(link);
        switch (unknowns.of(Unknown.LINK_ENDED)) {
            case A -> {
                // nobody is told
            }
            case B -> events.ended(link);
        }
    }

    /**
     * Sends the event of something that did not happen to a linked client.
     *
     * @return how many subscriptions it goes to
     */
    public int rehearse(String event, Link link) {
        return events.rehearse(event, link);
    }

    /** Forgets everything. */
    public void clear() {
        accounts.clear();
        links.clear();
        linksById.clear();
        requests.clear();
        byEmail.clear();
        userIds = 0;
        referralFee = USUAL_REFERRAL_FEE;
    }
}
