using System.CommandLine;
using BioDL.Cli.Pretrained;
using BioDL.Models;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo check</c>: is a description valid, and does it say what one must know before a model is used?</summary>
internal sealed class ZooCheckVerb(Surroundings surroundings)
{
    private readonly Argument<string[]> models = new("model") { Description = ModelNames.Accepted + " Also models of the zoo's snapshot.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> all = new("--all") { Description = "The checklist over all models of the zoo's snapshot: how many meet each criterion." };
    private readonly Option<string?> format = ModelNames.Format();

    private Screen Screen => surroundings.Screen;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new ZooCheckVerb(surroundings);
        var command = new Command("check", "Check a description, and answer the questions to ask before a model is used.") { verb.models, verb.all, verb.format };
        verb.models.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(() => verb.Invoke(parsed, cancellation), cancellation));
        return command;
    }

    private int Invoke(ParseResult parsed, CancellationToken cancellation)
    {
        var named = parsed.GetValue(models) ?? [];
        if (named.Length == 0 == !parsed.GetValue(all))
            throw new UsageException("Name models to check, for instance 'biodl zoo check unet-nuclei-small', or write --all alone for a report over the zoo's snapshot.");
        if (parsed.GetValue(all))
            return CheckAll(cancellation);
        var invalid = 0;
        for (var n = 0; n < named.Length; n++)
        {
            if (n > 0)
                Screen.Line();
            var isValid = false;
            Screen.Show(() => isValid = Check(named[n], parsed.GetValue(format)), cancellation);
            invalid += isValid ? 0 : 1;
        }
        if (named.Length > 1)
            Screen.Line($"\n{named.Length - invalid} of {named.Length} can be used.", invalid > 0 ? Tone.Bad : Tone.Good);
        return invalid > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private int CheckAll(CancellationToken cancellation)
    {
        CollectionChecklist? report = null;
        Screen.Show(() => report = ModelNames.Plainly(Zoo.ChecklistOfAll), cancellation);
        Screen.Line(report!.ToTable().ToString());
        Screen.Line();
        Screen.Line("Met, not met: what the authors published says so.");
        Screen.Line("Cannot tell: the description does not say it, and the file that would say it is not at hand.");
        return ExitCode.Success;
    }

    private bool Check(string name, string? wanted)
    {
        DescribedModel model;
        try
        {
            model = ModelNames.Describe(name, wanted);
        }
        catch (ProblemException fault) when (fault.InnerException is DescriptionException wrong)
        {
            var errors = wrong.Problems.Count(problem => problem.IsError);
            Screen.Line($"{name}: not valid, {errors} error{(errors == 1 ? "" : "s")}", Tone.Bad);
            Show(wrong.Problems);
            return false;
        }
        catch (ProblemException fault) when (fault is not UsageException)
        {
            Screen.Line($"{name}: {fault.Message}", Tone.Bad);
            return false;
        }
        var problems = model.Model?.Package.Report.Problems ?? [];
        var file = model.Model?.Package.DescriptionPath is { } path && !name.EndsWith(path, StringComparison.Ordinal) ? $", {path}" : "";
        Screen.Line($"{name}: valid (format {model.Description.FormatVersion}{file}){(problems.Count > 0 ? $", {problems.Count} warning{(problems.Count == 1 ? "" : "s")}" : "")}", Tone.Good);
        Show(problems);
        var checklist = model.Model?.Checklist() ?? Zoo.ChecklistOfAll().Models.First(each => each.Model == model.Name);
        ShowChecklist(checklist);
        ShowVersions(model);
        return checklist["Files are those described"].Verdict != ChecklistVerdict.NotMet;
    }

    private void Show(IReadOnlyList<DescriptionProblem> problems)
    {
        foreach (var problem in problems.OrderByDescending(problem => problem.IsError))
        {
            Screen.Line($"  {(problem.IsError ? "error" : "warning")} at {problem.Path}{(problem.Line is { } number ? $", line {number}" : "")}", problem.IsError ? Tone.Bad : Tone.Plain);
            foreach (var line in Wrapping.Lines("    found     ", problem.Found).Concat(Wrapping.Lines("    expected  ", problem.Expected)))
                Screen.Line(line);
        }
    }

    private void ShowChecklist(Checklist checklist)
    {
        Screen.Line();
        Screen.Line($"Before it is used: {checklist.Count(ChecklistVerdict.Met)} of {checklist.Items.Count} met, {checklist.Count(ChecklistVerdict.NotMet)} not met, {checklist.Count(ChecklistVerdict.CannotTell)} cannot be told from what is here");
        foreach (var item in checklist.Items)
        {
            var word = item.Verdict switch { ChecklistVerdict.Met => "yes", ChecklistVerdict.NotMet => "NO", _ => "?" };
            foreach (var line in Wrapping.Lines($"  {word,-4}", $"{item.Criterion}: {item.Evidence}"))
                Screen.Line(line, item.Verdict switch { ChecklistVerdict.Met => Tone.Plain, ChecklistVerdict.NotMet => Tone.Bad, _ => Tone.Quiet });
        }
    }

    private void ShowVersions(DescribedModel model)
    {
        var (versions, invalid) = model.Versions();
        foreach (var (path, fault) in invalid)
        {
            Screen.Line();
            Screen.Line($"Beside it lies {path}, which is not valid and is not used:");
            Show([.. fault.Problems.Where(problem => problem.IsError)]);
        }
        if (versions.Count < 2)
            return;
        var found = Checklist.Contradictions(versions.Select(version => version.Description)).Found;
        Screen.Line();
        Screen.Line(found.Count == 0
            ? $"Its {versions.Count} descriptions do not contradict each other."
            : $"Its {versions.Count} descriptions contradict each other in {found.Count} place{(found.Count == 1 ? "" : "s")}: one of them is wrong, or the model was changed.");
        foreach (var each in found)
        {
            foreach (var line in Wrapping.Lines("  ", $"{each.What} ({each.Versions}): {each.Earlier} → {each.Later}"))
                Screen.Line(line, Tone.Bad);
        }
    }
}
