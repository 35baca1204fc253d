using BioDL.Learning.Kernels;
using BioDL.Learning.Operators;
using BioDL.Learning.Operators.Resizing;

namespace BioDL.Learning.Execution;

/// <summary>
/// Makes one step of several where nobody asks for what lies between them: a convolution takes on the batch normalisation and the activation behind
/// it and the concatenation before it, and goes before an enlargement when it only mixes channels.
/// </summary>
internal sealed class Fusion
{
    private readonly Plan plan;
    private readonly Dictionary<int, int> reads = [];

    private Fusion(Plan plan)
    {
        this.plan = plan;
        var read = plan.Steps.SelectMany(step => step.Inputs.Concat(step.Inner.Values.SelectMany(inner => inner.Captured).Select(pair => pair.Outer)));
        foreach (var number in read.Concat(plan.Outputs))
            reads[number] = reads.GetValueOrDefault(number) + 1;
    }

    /// <summary>Fuses the steps of a plan.</summary>
    public static void Apply(Plan plan)
    {
        var fusion = new Fusion(plan);
        for (var n = 0; n < plan.Steps.Count; n++)
        {
            if (plan.Steps[n].Operator is not Convolution convolution || !fusion.HasFloatWeights(plan.Steps[n]))
                continue;
            n = fusion.SwapWithResize(n, convolution);
            fusion.TakeConcat(ref n, convolution);
            fusion.TakeFollowers(n, convolution);
        }
    }

    private bool HasFloatWeights(Step step) => step.Inputs.Length > 1 && IsFloatConstant(step.Inputs[1]) && (step.Inputs.Length < 3 || step.Inputs[2] < 0 || IsFloatConstant(step.Inputs[2]));

    private bool IsFloatConstant(int number) => plan.Constants.TryGetValue(number, out var tensor) && tensor.Type == ElementType.Float32;

    /// <summary>Interpolation treats all channels alike, with weights that sum to 1: mixing channels first is the same, and less work.</summary>
    private int SwapWithResize(int n, Convolution convolution)
    {
        var step = plan.Steps[n];
        if (Producer(step.Inputs[0], n) is not { } before || plan.Steps[before].Operator is not Resize resize
            || !convolution.MixesChannelsOnly(plan.Constants[step.Inputs[1]].Shape) || !resize.EnlargesPixelsOnly(plan.Steps[before], plan.Constants))
            return n;
        var between = step.Inputs[0];
        var enlarge = plan.Steps[before];
        plan.Steps[before] = step with { Inputs = [enlarge.Inputs[0], .. step.Inputs.Skip(1)], Outputs = [between] };
        plan.Steps[n] = enlarge with { Inputs = [between, .. enlarge.Inputs.Skip(1)], Outputs = step.Outputs };
        return before;
    }

    private void TakeConcat(ref int n, Convolution convolution)
    {
        var step = plan.Steps[n];
        if (Producer(step.Inputs[0], n) is not { } before || plan.Steps[before] is not { Node.Operator: "Concat" } concat || concat.Node.Attributes.Integer("axis", 0) != 1
            || concat.Inputs.Any(number => number < 0))
            return;
        var bias = step.Inputs.Length > 2 ? step.Inputs[2] : -1;
        plan.Steps[n] = step with { Inputs = [concat.Inputs[0], step.Inputs[1], bias, .. concat.Inputs.Skip(1)] };
        convolution.IsJoining = true;
        plan.Steps.RemoveAt(before);
        n--;
    }

    private void TakeFollowers(int n, Convolution convolution)
    {
        while (Reader(plan.Steps[n].Outputs[0], n) is { } after)
        {
            var follower = plan.Steps[after];
            if (Normalisation(follower) is { } normalisation && convolution.Normalisation is null)
                convolution.Normalisation = normalisation;
            else if (ActivationOf(follower) is { } activation)
                convolution.Activation = activation;
            else
                return;
            plan.Steps[n] = plan.Steps[n] with { Outputs = follower.Outputs };
            plan.Steps.RemoveAt(after);
            if (convolution.Activation != default)
                return;
        }
    }

    /// <summary>The step that writes a value which nobody else reads.</summary>
    private int? Producer(int number, int before)
    {
        if (reads.GetValueOrDefault(number) != 1)
            return null;
        for (var n = before - 1; n >= 0; n--)
        {
            if (plan.Steps[n].Outputs.Contains(number))
                return plan.Steps[n].Outputs is [_] ? n : null;
        }
        return null;
    }

    /// <summary>The only step that reads a value, as its first input.</summary>
    private int? Reader(int number, int after)
    {
        if (reads.GetValueOrDefault(number) != 1)
            return null;
        var reader = plan.Steps.FindIndex(after + 1, step => step.Inputs.Length > 0 && step.Inputs[0] == number);
        return reader >= 0 && plan.Steps[reader].Outputs is [_] ? reader : null;
    }

    private FoldedNormalisation? Normalisation(Step step) =>
        step is { Node.Operator: "BatchNormalization", Inputs: [_, var gain, var shift, var mean, var variance] }
        && IsFloatConstant(gain) && IsFloatConstant(shift) && IsFloatConstant(mean) && IsFloatConstant(variance)
            ? new(plan.Constants[gain], plan.Constants[shift], plan.Constants[mean], plan.Constants[variance], step.Node.Attributes.Number("epsilon", 1e-5f))
            : null;

    private Activation? ActivationOf(Step step) => step.Node.Operator switch
    {
        "Relu" => new(ActivationKind.Relu),
        "LeakyRelu" => new(ActivationKind.LeakyRelu, step.Node.Attributes.Number("alpha", 0.01f)),
        "Sigmoid" => new(ActivationKind.Sigmoid),
        "Clip" when step.Operator is Operators.Elementwise.ClipOperator clip => clip.Bounds(step, plan.Constants) is var (low, high) ? new(ActivationKind.Clip, low, high) : null,
        _ => null,
    };
}
