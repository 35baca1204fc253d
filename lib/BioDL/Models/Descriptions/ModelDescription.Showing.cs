using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

public sealed partial record ModelDescription : IDisplayable
{
    /// <summary>What the authors say, as a table in plain text.</summary>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => ToTable().ToMimeBundle();

    private Table ToTable() => Table.Of(Rows().Where(row => row.Value.Length > 0), ("", row => row.What), ("What the authors say", row => row.Value)).Titled($"{Name} (format {FormatVersion})");

    private IEnumerable<(string What, string Value)> Rows() =>
    [
        ("Id", Id ?? ""),
        ("Description", Description),
        ("Authors", string.Join(", ", Authors.Select(person => person.Name))),
        ("Licence", License ?? "not stated"),
        ("Version", Version ?? "not stated"),
        ("Cite", string.Join("; ", Citations.Select(citation => $"{citation.Text} {citation.Doi ?? citation.Url}".Trim()))),
        ("Training data", TrainingData is { } data ? $"{data.Id ?? data.Name ?? data.Url}{(data.Comment is { } comment ? $" (comment: {comment})" : "")}" : "not stated"),
        .. Inputs.Select(tensor => ("Input", Words(tensor))),
        .. Outputs.Select(tensor => ("Output", Words(tensor))),
        ("Weights", string.Join(", ", Weights.Select(weights => weights.Format))),
        ("Documentation", Documentation?.Source ?? "not stated"),
        ("Tags", string.Join(", ", Tags)),
    ];

    private static string Words(TensorDescription tensor)
    {
        var steps = string.Join(", ", tensor.Processing.Select(step => step.GetType().Name));
        return $"{tensor.Id}: {string.Join(" × ", tensor.Axes.Select(Words))}, {tensor.DataType}{(steps.Length > 0 ? $"; {steps}" : "")}";
    }

    private static string Words(Axis axis) =>
        $"{axis.Id} {Words(axis.Size)}{(axis.ChannelNames.Count is > 0 and < 9 ? $" ({string.Join(", ", axis.ChannelNames)})" : "")}{(axis.Unit is { } unit ? $" of {axis.Scale} {unit}" : "")}";

    private static string Words(AxisSize size) => size switch
    {
        FixedSize each => $"{each.Length}",
        SteppedSize { Minimum: 1, Step: 1 } => "any",
        SteppedSize each => $"{each.Minimum} + {each.Step}n",
        ReferencedSize { Offset: 0 } each => $"as {each.Tensor}.{each.Axis}",
        ReferencedSize each => $"as {each.Tensor}.{each.Axis} {(each.Offset < 0 ? '-' : '+')} {Math.Abs(each.Offset)}",
        DataDependentSize each => $"{each.Minimum} or more",
        _ => "?",
    };
}
