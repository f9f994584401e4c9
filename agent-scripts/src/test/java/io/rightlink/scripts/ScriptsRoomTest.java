package io.rightlink.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.placement.Placement;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.scripts.boot.Boots;
import io.rightlink.scripts.credential.Credentials;
import io.rightlink.scripts.env.Globals;
import io.rightlink.scripts.run.Runs;
import io.rightlink.scripts.schedule.Schedules;
import io.rightlink.scripts.script.Scripts;
import io.rightlink.scripts.template.Templates;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room as an application assembles it. */
class ScriptsRoomTest {

    @TempDir
    Path state;

    @Test
    void offersItsFacades() {
        AssembledAgent.in(state).run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(Runs.class)
                    .hasSingleBean(Schedules.class)
                    .hasSingleBean(Scripts.class)
                    .hasSingleBean(Templates.class)
                    .hasSingleBean(Boots.class)
                    .hasSingleBean(Globals.class)
                    .hasSingleBean(Credentials.class);
            assertThat(context.getBean(Placement.class).name()).isEqualTo("agent");
        });
    }

    @Test
    void namesTheRoleOfEveryEndpoint() {
        AssembledAgent.in(state).run(context -> assertThat(AssembledAgent.endpoints(context, "io.rightlink.scripts"))
                .containsExactly(
                        "DELETE /v1/runs/{id} ADMIN",
                        "DELETE /v1/schedules/{name} ADMIN",
                        "DELETE /v1/scripts/{name} ADMIN",
                        "DELETE /v1/scripts/{name}/attachments/{attachment} ADMIN",
                        "DELETE /v1/template ADMIN",
                        "GET /v1/boot READ",
                        "GET /v1/runs READ",
                        "GET /v1/runs/{id} READ",
                        "GET /v1/runs/{id}/output READ",
                        "GET /v1/schedules READ",
                        "GET /v1/schedules/{name} READ",
                        "GET /v1/scripts READ",
                        "GET /v1/scripts/{name} READ",
                        "GET /v1/template READ",
                        "GET /v1/template READ",
                        "POST /v1/boot/retry ADMIN",
                        "PUT /v1/runs/{id} ADMIN",
                        "PUT /v1/schedules/{name} ADMIN",
                        "PUT /v1/scripts/{name} ADMIN",
                        "PUT /v1/scripts/{name}/attachments/{attachment} ADMIN",
                        "PUT /v1/template ADMIN"));
    }
}
