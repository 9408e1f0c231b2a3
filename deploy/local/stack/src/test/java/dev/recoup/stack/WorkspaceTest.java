package dev.recoup.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    Path root;

    @Test
    void a_run_begins_with_an_empty_data_folder_and_leaves_none() throws Exception {
        Workspace workspace = new Workspace(root);
        workspace.take();
        Files.createDirectories(workspace.data("kafka"));
        workspace.ready();
        workspace.release();

        assertThat(root.resolve(".recoup/run")).doesNotExist();
        assertThat(root.resolve(".recoup/logs")).exists();
    }

    @Test
    void data_of_a_run_that_was_killed_after_it_was_ready_make_way() throws Exception {
        new Workspace(root).take();
        Files.writeString(root.resolve(".recoup/run/progress"), "READY 999999999\n");
        Files.createDirectories(root.resolve(".recoup/run/postgres"));

        Workspace next = new Workspace(root);
        next.take();

        assertThat(next.data("postgres")).doesNotExist();
    }

    @Test
    void a_half_written_data_folder_is_not_used_and_not_deleted() throws Exception {
        new Workspace(root).take();
        Files.createDirectories(root.resolve(".recoup/run/postgres"));

        assertThatThrownBy(() -> new Workspace(root).take())
                .isInstanceOf(CannotStart.class)
                .hasMessage("The data folder %1$s was left half-written by a start that was cut off:"
                        .concat(" delete it (rm -rf %1$s) and start again.")
                        .formatted(root.resolve(".recoup/run")));
        assertThat(root.resolve(".recoup/run/postgres")).exists();
    }

    @Test
    void a_data_folder_that_nobody_signed_is_not_deleted() throws Exception {
        Files.createDirectories(root.resolve(".recoup/run/precious"));

        assertThatThrownBy(() -> new Workspace(root).take()).isInstanceOf(CannotStart.class);
        assertThat(root.resolve(".recoup/run/precious")).exists();
    }

    @Test
    void settings_with_secrets_are_their_owners_only() throws Exception {
        Workspace workspace = new Workspace(root);
        workspace.take();

        Path file = workspace.settings("case-service", Map.of("quarkus.datasource.password", "secret"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file)).contains("quarkus.datasource.password=secret");
    }
}
