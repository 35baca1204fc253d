using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Execution;

/// <summary>One run through a plan: the values that are alive, and where their memory comes from.</summary>
internal sealed class Run : IDisposable
{
    private readonly MemoryPool pool;
    private readonly Tensor?[] converted;
    private readonly List<Tensor> scraps = [];
    private readonly CancellationToken cancellation;
    private readonly Dictionary<(Step, int), Tensor> kept = [];

    public Run(Plan plan, MemoryPool pool, RunOptions options, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        Plan = plan;
        this.pool = pool;
        Options = options;
        Values = new Tensor?[plan.ValueCount];
        converted = new Tensor?[plan.ValueCount];
        foreach (var (number, constant) in plan.Constants)
            Values[number] = constant.Viewed(constant.Shape);
    }

    public Plan Plan { get; }

    public RunOptions Options { get; }

    /// <summary>The values by number; null when not yet there or no longer needed.</summary>
    public Tensor?[] Values { get; }

    /// <summary>Takes what the caller gives.</summary>
    public void Give(Graph graph, IReadOnlyDictionary<string, Tensor> inputs)
    {
        for (var n = 0; n < graph.Inputs.Count; n++)
        {
            if (inputs.TryGetValue(graph.Inputs[n].Name, out var given))
                Set(n, given);
        }
    }

    /// <summary>Gives a value from outside; an initialiser of the same name is only what is taken without it.</summary>
    public void Set(int number, Tensor tensor)
    {
        Values[number]?.Dispose();
        Values[number] = tensor.Viewed(tensor.Shape);
    }

    /// <summary>Runs every step.</summary>
    /// <returns>The outputs of the plan, plain; they belong to the caller.</returns>
    public Tensor[] Complete()
    {
        foreach (var step in Plan.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            Execute(step);
        }
        return [.. Plan.Outputs.Select(number => InLayout(number, TensorLayout.Plain)).Select(tensor => tensor.Viewed(tensor.Shape))];
    }

    /// <summary>A value in the layout that is asked for; a conversion is kept for the next who asks.</summary>
    public Tensor InLayout(int number, TensorLayout layout)
    {
        var tensor = Values[number]!;
        if (tensor.Layout == layout)
            return tensor;
        if (converted[number] is { } ready)
            return ready;
        return converted[number] = Converted(tensor, layout);
    }

    /// <summary>A copy of a tensor in another layout.</summary>
    public Tensor Converted(Tensor tensor, TensorLayout layout)
    {
        var changed = Rent(tensor.Type, tensor.Shape, layout);
        Reorder.Copy(tensor, changed, Plan.Compute);
        return changed;
    }

    /// <summary>Keeps something of a step for the way back.</summary>
    public void Keep(Step step, int number, Tensor tensor) => kept[(step, number)] = tensor;

    /// <summary>Whether a step kept something.</summary>
    public bool HasKept(Step step, int number) => kept.ContainsKey((step, number));

    /// <summary>What a step kept.</summary>
    public Tensor Kept(Step step, int number) => kept[(step, number)];

    /// <summary>A tensor with unspecified contents.</summary>
    public Tensor Rent(ElementType type, TensorShape shape, TensorLayout layout) =>
        new(type, shape, layout, pool.Rent(checked((nint)layout.Count(shape) * type.Size())));

    /// <summary>Gives a tensor back when the step that runs is done.</summary>
    public void Scrap(Tensor tensor) => scraps.Add(tensor);

    /// <summary>Gives the working memory of a step back.</summary>
    public void GiveScrapsBack()
    {
        foreach (var scrap in scraps)
            scrap.Dispose();
        scraps.Clear();
    }

    /// <summary>Whether nobody reads an input of a step after it, and it is not read twice.</summary>
    public bool IsLastUse(Step step, int input)
    {
        var number = step.Inputs[input];
        return step.LastUses.Contains(number) && step.Inputs.Count(other => other == number) == 1 && converted[number] is null;
    }

    /// <summary>Whether a value is a constant of the graph, and not one that the caller gave in its place.</summary>
    public bool IsConstant(int number) =>
        Plan.Constants.TryGetValue(number, out var constant) && Values[number] is { } value && value.Memory == constant.Memory;

    /// <summary>Runs a graph inside a node.</summary>
    public Tensor[] Inner(Step step, string attribute, ReadOnlySpan<Tensor> inputs)
    {
        var plan = step.Inner.TryGetValue(attribute, out var found) ? found : throw new OnnxException($"attribute '{attribute}' is missing");
        using var inner = new Run(plan, pool, Options, cancellation);
        for (var n = 0; n < inputs.Length; n++)
            inner.Set(n, inputs[n]);
        foreach (var (outside, inside) in plan.Captured)
            inner.Set(inside, InLayout(outside, TensorLayout.Plain));
        return inner.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Values.Concat(converted).Concat(scraps).Concat(kept.Values))
            tensor?.Dispose();
    }

    private void Execute(Step step)
    {
        try
        {
            for (var input = 0; input < step.Inputs.Length; input++)
            {
                var number = step.Inputs[input];
                if (number >= 0 && Values[number]!.Layout != TensorLayout.Plain && !step.Operator.TakesBlocked(input))
                    MakePlain(number);
            }
            step.Operator.Run(new OperatorCall(this, step));
        }
        catch (OnnxException error)
        {
            throw new OnnxException($"{step.Node}: {error.Message}", error);
        }
        GiveScrapsBack();
        foreach (var number in step.LastUses)
            Release(number);
    }

    /// <summary>Swaps a value and its plain copy, so that the value is plain from here on.</summary>
    private void MakePlain(int number)
    {
        var plain = InLayout(number, TensorLayout.Plain);
        converted[number] = Values[number];
        Values[number] = plain;
    }

    private void Release(int number)
    {
        Values[number]?.Dispose();
        Values[number] = null;
        converted[number]?.Dispose();
        converted[number] = null;
    }
}
