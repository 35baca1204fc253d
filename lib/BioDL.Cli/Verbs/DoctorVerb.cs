using System.CommandLine;
using BioDL.Cli.Building;
using BioDL.Cli.Health;
using BioDL.Data;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl doctor</c>: says what is well and what to do about the rest.</summary>
internal static class DoctorVerb
{
    public static Command Describe(Surroundings surroundings)
    {
        var command = new Command("doctor", "Check that this machine is ready for the course.");
        command.SetAction((_, cancellation) => InvokeAsync(surroundings, cancellation));
        return command;
    }

    internal static int Show(IReadOnlyList<Finding> findings, Screen screen)
    {
        foreach (var finding in findings)
        {
            foreach (var line in finding.Lines())
                screen.Line(line, finding.Verdict switch { Verdict.Well => Tone.Plain, _ => Tone.Bad });
        }

        var unwell = findings.Count(finding => finding.Verdict == Verdict.Unwell);
        var look = findings.Count(finding => finding.Verdict == Verdict.Look);
        screen.Line();
        screen.Line(
            unwell > 0 ? $"{unwell} of {findings.Count} must be put right before the course works here."
            : look > 0 ? $"The course works here; {look} of {findings.Count} could be better."
            : "All is well. Start with './biodl run', or open the notebooks.",
            unwell > 0 ? Tone.Bad : Tone.Good);
        return unwell > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static async Task<int> InvokeAsync(Surroundings surroundings, CancellationToken cancellation)
    {
        var (place, screen) = (surroundings.Place, surroundings.Screen);
        screen.Line(VersionVerb.Text(place));
        screen.Line();
        Finding[] findings =
        [
            await MachineChecks.SdkAsync(place.Root, cancellation).ConfigureAwait(false),
            CourseChecks.Build(surroundings),
            CourseChecks.Notebooks(place.Notebooks),
            CourseChecks.Parts(new NpmParts(place.Environment, place.State)),
            MachineChecks.MemoryOf(Memory.Measure()),
            MachineChecks.Cores(Environment.ProcessorCount, Environment.GetEnvironmentVariable("BIODL_THREADS")),
            MachineChecks.Disk(place.Root),
            CourseChecks.Writable("state folder", place.State),
            CacheCheck.Look(DataStore.FromEnvironment(), DataNames.All()),
            await MirrorCheck.LookAsync(Environment.GetEnvironmentVariable(Mirror.Variable), DataNames.All(), cancellation).ConfigureAwait(false),
        ];
        return Show(findings, screen);
    }
}
