using System.CommandLine;
using BioDL.Cli.Pretrained;
using BioDL.Models;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo show</c>: what a model's authors say of it, for people.</summary>
internal static class ZooShowVerb
{
    private const int LeadWidth = 16;

    public static Command Describe(Surroundings surroundings)
    {
        var (model, format) = (ModelNames.Argument(ModelNames.Accepted + " Also models of the zoo's snapshot: affable-shark."), ModelNames.Format());
        var command = new Command("show", "Show what a model's authors say: purpose, licence, training data, inputs, outputs, weights.") { model, format };
        model.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                DescribedModel? found = null;
                surroundings.Screen.Show(() => found = ModelNames.Describe(parsed.GetValue(model)!, parsed.GetValue(format)), cancellation);
                Show(found!, surroundings.Screen);
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }

    private static void Show(DescribedModel model, Screen screen)
    {
        screen.Line(model.Description.Name, Tone.Good);
        screen.Line();
        foreach (var (what, text) in Rows(model).Where(row => row.Text.Length > 0))
        {
            foreach (var line in Wrapping.Lines($"{what,-LeadWidth}", text))
                screen.Line(line);
        }
    }

    private static IEnumerable<(string What, string Text)> Rows(DescribedModel model)
    {
        var description = model.Description;
        return
        [
            ("Does", description.Description),
            ("From", model.From),
            ("Format", description.FormatVersion),
            ("Name in the zoo", description.Id is { } id && id != description.Name ? id : ""),
            ("Authors", string.Join("; ", description.Authors.Select(person => person.Affiliation is { } place ? $"{person.Name} ({place})" : person.Name)) is { Length: > 0 } names ? names : "not stated"),
            ("Licence", description.License ?? "not stated: nobody may use it"),
            ("Version", description.Version ?? "not stated"),
            ("Training data", Training(description.TrainingData)),
            .. description.Citations.Select((citation, n) => (n == 0 ? "Cite" : "", $"{citation.Text} {citation.Doi ?? citation.Url}")),
            ("Documentation", description.Documentation is { } file ? model.Model?.Package.Holds(file) == true ? file.Source : $"{file.Source} (not at hand)" : "not stated"),
            ("Tags", string.Join(", ", description.Tags)),
            .. description.Inputs.SelectMany(tensor => Tensor("Input", "before the network", tensor)),
            .. description.Outputs.SelectMany(tensor => Tensor("Output", "after the network", tensor)),
            .. description.Weights.Select((weights, n) => (n == 0 ? "Weights" : "", DescriptionWords.Weights(weights, model))),
            ("Zoo's own test", model.Entry?.Test is { } test ? $"{(test.Passed ? "passed" : $"failed: {test.Failure}")} (core {test.CoreVersion})" : ""),
            .. Versions(model),
        ];
    }

    private static string Training(TrainingData? data) => data is null ? "not stated"
        : $"{data.Id ?? data.Name ?? data.Url}{(data.Comment is { } comment ? $", beside which a comment says '{comment}'" : "")}";

    private static IEnumerable<(string, string)> Tensor(string what, string when, TensorDescription tensor)
    {
        yield return (what, $"{tensor.Id}: {DescriptionWords.Tensor(tensor)}{(tensor.Description.Length > 0 ? $" ({tensor.Description})" : "")}");
        var steps = DescriptionWords.Processing(tensor).ToArray();
        yield return ("", $"{when}: {(steps.Length > 0 ? string.Join("; then ", steps) : "nothing is done to it")}");
    }

    private static IEnumerable<(string, string)> Versions(DescribedModel model)
    {
        var (versions, invalid) = model.Versions();
        if (versions.Count + invalid.Count > 1)
            yield return ("Descriptions", string.Join("; ", versions.Select(version => $"format {version.Description.FormatVersion} in {version.Path}").Concat(
                invalid.Select(each => $"{each.Path}, which is invalid"))) + ". --format chooses; 'biodl zoo check' compares them.");
    }
}
