package dev.recoup.sandbox.clients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A creditor's account at Debitura. */
public final class Account {

    /** State of the Standard Debt Collection Agreement between the creditor and Debitura. */
    public enum Agreement {
        /** Never signed. */
        UNSIGNED,
        /** Signed, in its current version. */
        SIGNED,
        /** Signed once, but a newer version exists. */
        OUTDATED
    }

    /** Why a signed agreement has to be signed again. */
    public enum Invalidation {
        /** It has not. */
        NONE("None"),
        /** There is a newer version. */
        NEW_VERSION("NewVersion"),
        /** Debitura's staff withdrew it. */
        ADMIN_INVALIDATED("AdminInvalidated"),
        /** The creditor has another name now. */
        CREDITOR_NAME_CHANGED("CreditorNameChanged"),
        /** Anything else. */
        OTHER("Other");

        private final String wireName;

        Invalidation(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the value that answers carry. */
        public String wireName() {
            return wireName;
        }

        /** Finds a reason by its {@link #wireName}. */
        public static Optional<Invalidation> of(String wireName) {
            return Arrays.stream(values())
                    .filter(reason -> reason.wireName.equals(wireName))
                    .findFirst();
        }
    }

    /** Which partner the account belongs to. */
    public enum Owner {
        /** None: it came to Debitura by itself. */
        NOBODY,
        /** The partner whose API this is. */
        THIS_PARTNER,
        /** A competitor. */
        OTHER_PARTNER,
        /** None, ever: it is no creditor's account but an agency's. */
        AGENCY
    }

    /** Whether Debitura takes cases of it. */
    public enum Standing {
        /** Cases are taken. */
        GOOD,
        /** Cases are refused with {@code CreditorBlocked}. */
        BLOCKED
    }

    /**
     * What the creditor said about itself; texts may be empty where the API allows it.
     *
     * @param name legal name
     * @param registrationNumber company register number
     * @param country where it is registered
     * @param address street and number
     * @param zipCode postal code
     * @param city city
     * @param state region
     * @param email office e-mail
     * @param phone office phone
     */
    public record Profile(
            String name,
            String registrationNumber,
            Country country,
            String address,
            String zipCode,
            String city,
            String state,
            String email,
            String phone) {

        /** Returns the same profile at another address. */
        public Profile at(String street, String postalCode, String town) {
            return new Profile(name, registrationNumber, country, street, postalCode, town, state, email, phone);
        }

        /** Returns the same profile with another register number and phone. */
        public Profile with(String number, String telephone) {
            return new Profile(name, number, country, address, zipCode, city, state, email, telephone);
        }
    }

    /**
     * A member of the creditor's team.
     *
     * @param id Debitura's number
     * @param email unique at Debitura
     * @param name full name
     */
    public record User(int id, String email, String name) {}

    /**
     * What a director said about himself (guide 10).
     *
     * @param fullName the director's name
     * @param homeAddress the director's private address
     * @param dateOfBirth ISO 8601 day
     * @param submitted when it was handed in
     * @param review how far Debitura has looked at it; empty before it began
     */
    public record Kyc(
            String fullName, String homeAddress, String dateOfBirth, Instant submitted, Optional<Review> review) {

        @Override
        public String toString() {
            return "Kyc[submitted=" + submitted + "]";
        }
    }

    /**
     * Debitura's look at a director's data.
     *
     * @param status how far it is
     * @param since since when
     */
    public record Review(ReviewStatus status, Instant since) {}

    /** How far a review is. */
    public enum ReviewStatus {
        /** It has begun. */
        PROCESSING("Processing"),
        /** It is over, and the data is good. */
        COMPLETED("Completed");

        private final String wireName;

        ReviewStatus(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the value that answers carry. */
        public String wireName() {
            return wireName;
        }
    }

    /** Whether new cases may refer to a division. */
    public enum DivisionState {
        /** They may. */
        OPEN,
        /** It is out of use for good. */
        ARCHIVED
    }

    /**
     * A part of the creditor's organisation.
     *
     * @param name what it is called
     * @param state whether new cases may refer to it
     */
    public record Division(String name, DivisionState state) {}

    /** Whether a director's data is needed and on file. */
    public enum KycStatus {
        /** No agency asked for it. */
        NOT_REQUIRED("not_required"),
        /** An agency asks for it. */
        PENDING("pending"),
        /** It is on file. */
        VERIFIED("verified");

        private final String wireName;

        KycStatus(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the value that answers carry. */
        public String wireName() {
            return wireName;
        }
    }

    private final UUID id;
    private Profile profile;
    private final List<User> users = new ArrayList<>();
    private Agreement agreement;
    private Invalidation invalidation = Invalidation.NONE;
    private Map<Document, Signature> signatures = Map.of();
    private Owner owner;
    private Standing standing = Standing.GOOD;
    private final Map<UUID, Division> divisions = new LinkedHashMap<>();
    private Optional<Kyc> kyc = Optional.empty();
    private Optional<BankAccount> bankAccount = Optional.empty();
    private Optional<Link> link = Optional.empty();
    private KycStatus kycStatus = KycStatus.NOT_REQUIRED;

    Account(UUID id, Profile profile, Agreement agreement, Owner owner) {
        this.id = id;
        this.profile = profile;
        this.agreement = agreement;
        this.owner = owner;
    }

    /** Returns Debitura's creditor id. */
    public UUID id() {
        return id;
    }

    /** Returns what the creditor said about itself. */
    public Profile profile() {
        return profile;
    }

    /** Returns the team, the onboarding user first. */
    public List<User> users() {
        return users;
    }

    /** Returns the state of the collection agreement. */
    public Agreement agreement() {
        return agreement;
    }

    /** Returns why an outdated agreement has to be signed again. */
    public Invalidation invalidation() {
        return invalidation;
    }

    /** Returns whose account it is. */
    public Owner owner() {
        return owner;
    }

    /** Returns whether cases are taken. */
    public Standing standing() {
        return standing;
    }

    /** Returns the account's divisions by id, oldest first; changes to the map are changes to the account. */
    public Map<UUID, Division> divisions() {
        return divisions;
    }

    /** Returns the newest director's data; empty when none was handed in. */
    public Optional<Kyc> kyc() {
        return kyc;
    }

    /** Returns whether a director's data is needed and on file. */
    public KycStatus kycStatus() {
        return kycStatus;
    }

    /** Notes that an agency asks for a director's data; nothing changes when it is on file. */
    public void demandKyc() {
        if (kyc.isEmpty()) {
            kycStatus = KycStatus.PENDING;
        }
    }

    void kyc(Kyc newest) {
        kyc = Optional.of(newest);
        kycStatus = KycStatus.VERIFIED;
    }

    /** Returns the signature under a document; empty when there is none. */
    public Optional<Signature> signature(Document document) {
        return Optional.ofNullable(signatures.get(document));
    }

    /** Tells whether a document carries a signature that counts. */
    public boolean isSigned(Document document) {
        return signature(document).filter(Signature::isCurrent).isPresent();
    }

    /** Most accounts sign nothing beside the agreement, so they share an empty map. */
    void sign(Document document, Signature signature) {
        Map<Document, Signature> more = new LinkedHashMap<>(signatures);
        more.put(document, signature);
        signatures = Map.copyOf(more);
    }

    void sign() {
        agreement = Agreement.SIGNED;
        invalidation = Invalidation.NONE;
    }

    void invalidate(Invalidation reason) {
        agreement = Agreement.OUTDATED;
        invalidation = reason;
    }

    void profile(Profile next) {
        profile = next;
    }

    /** Returns its active link to the partner, if it has one. */
    Optional<Link> link() {
        return link;
    }

    void link(Optional<Link> next) {
        link = next;
    }

    void owner(Owner next) {
        owner = next;
    }

    void standing(Standing next) {
        standing = next;
    }

    /** Returns where its money goes, as far as anybody said. */
    public Optional<BankAccount> bankAccount() {
        return bankAccount;
    }

    /** Says where its money goes. */
    public void bankAccount(BankAccount named) {
        bankAccount = Optional.of(named);
    }
}
