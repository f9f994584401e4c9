package io.rightlink.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.systemd.unit.Units;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitsContextTest {

    @Test
    void hasUnitsWithoutTheRestOfTheAgent() throws Exception {
        List<Units> found = new ArrayList<>();
        UnitsContext.with(found::add);
        assertThat(found).doesNotContainNull().hasSize(1);
    }
}
