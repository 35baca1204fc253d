using BioDL.Learning.Execution;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators;

/// <summary>What an operator sees of the run that it takes part in: its inputs, places for its outputs, and the wishes of the caller.</summary>
internal sealed class OperatorCall
{
    private readonly Execution.Run run;
    private readonly Step step;
    private readonly Tensor?[] kept = new Tensor?[2];

    internal OperatorCall(Execution.Run run, Step step)
    {
        this.run = run;
        this.step = step;
    }

    /// <summary>The node that runs.</summary>
    public Node Node => step.Node;

    /// <summary>How to compute.</summary>
    public ComputeOptions Compute => run.Plan.Compute;

    /// <summary>Dropout and its seed.</summary>
    public RunOptions Options => run.Options;

    /// <summary>Whether the values of this run are kept for the way back.</summary>
    public bool KeepsValues => run.Plan.KeepsValues;

    /// <summary>Whether the run trains the weight that an input is; statistics of what passes through it are then taken anew.</summary>
    public bool Trains(int input) => Has(input) && Options.Trains is { } trains && trains(step.Node.Inputs[input]);

    /// <summary>A tensor with unspecified contents that belongs to the operator, to be kept or given on.</summary>
    public Tensor Fresh(ElementType type, TensorShape shape) => run.Rent(type, shape, TensorLayout.Plain);

    /// <summary>Keeps something for the way back, under the number 0 or 1; the run disposes it.</summary>
    public void Keep(int number, Tensor tensor) => kept[number] = tensor;

    /// <summary>What was kept; null when nothing was.</summary>
    public Tensor? Kept(int number) => kept[number];

    /// <summary>Disposes what was kept.</summary>
    public void ForgetKept()
    {
        for (var n = 0; n < kept.Length; n++)
        {
            kept[n]?.Dispose();
            kept[n] = null;
        }
    }

    /// <summary>Number of inputs that the node names, given or not.</summary>
    public int InputCount => step.Inputs.Length;

    /// <summary>Number of outputs that the node names.</summary>
    public int OutputCount => step.Outputs.Length;

    /// <summary>Whether an optional input is given.</summary>
    public bool Has(int input) => input < step.Inputs.Length && step.Inputs[input] >= 0;

    /// <summary>Whether anybody reads an output.</summary>
    public bool Wants(int output) => output < step.Outputs.Length && step.Outputs[output] >= 0;

    /// <summary>Whether an input is a weight or another value of the graph that is the same in every run until it is changed in place.</summary>
    public bool IsConstant(int input) => Has(input) && run.IsConstant(step.Inputs[input]);

    /// <summary>An input in the layout that it came in: plain unless the operator takes blocks.</summary>
    /// <exception cref="OnnxException">It is not given.</exception>
    public Tensor Input(int input) => Has(input)
        ? run.Values[step.Inputs[input]]!
        : throw new OnnxException($"input {input} is missing");

    /// <summary>An input, or null when it is not given.</summary>
    public Tensor? Optional(int input) => Has(input) ? Input(input) : null;

    /// <summary>An input in row-major order, converted when it is not.</summary>
    public Tensor Plain(int input) => run.InLayout(step.Inputs[input], TensorLayout.Plain);

    /// <summary>An input of four axes, or three that are taken as rows of height 1, with its channels in blocks, converted when it is not.</summary>
    public Tensor Blocked(int input)
    {
        var tensor = Input(input);
        if (tensor.Layout == TensorLayout.Blocked16 || tensor.Shape.Rank == 4)
            return run.InLayout(step.Inputs[input], TensorLayout.Blocked16);
        return Blocked(tensor);
    }

    /// <summary>A copy of a plain tensor of three or four axes with its channels in blocks, for the time that the operator runs.</summary>
    public Tensor Blocked(Tensor tensor)
    {
        var blocked = Scratch(tensor.Shape.Rank == 4 ? tensor.Shape : new TensorShape(tensor.Shape[0], tensor.Shape[1], 1, tensor.Shape[2]), TensorLayout.Blocked16);
        using var image = tensor.Viewed(blocked.Shape);
        Kernels.Reorder.Copy(image, blocked, Compute);
        return blocked;
    }

    /// <summary>A place for an output, with unspecified contents: every element must be written.</summary>
    public Tensor Output(int output, ElementType type, TensorShape shape, TensorLayout layout = TensorLayout.Plain)
    {
        var tensor = run.Rent(type, shape, layout);
        if (Wants(output))
            run.Values[step.Outputs[output]] = tensor;
        else
            run.Scrap(tensor);
        return tensor;
    }

    /// <summary>
    /// A place for an output of the same type, shape and layout as an input. It is the input itself when nobody needs that afterwards, so write each
    /// element only after it was read.
    /// </summary>
    public Tensor OutputOver(int output, int input)
    {
        var source = Input(input);
        if (!Wants(output) || !IsOverwritable(input))
            return Output(output, source.Type, source.Shape, source.Layout);
        return run.Values[step.Outputs[output]] = source.Viewed(source.Shape);
    }

    /// <summary>Whether nobody needs an input after this step, so that an output may be written over it.</summary>
    public bool IsOverwritable(int input) => run.IsLastUse(step, input) && Input(input).Memory.IsSole;

    /// <summary>Makes an output the same numbers as a tensor, seen in another shape, without copying.</summary>
    public void Forward(int output, Tensor tensor, TensorShape shape)
    {
        if (Wants(output))
            run.Values[step.Outputs[output]] = tensor.Viewed(shape);
    }

    /// <summary>Working memory that is given back when the operator has run.</summary>
    public Tensor Scratch(ElementType type, TensorShape shape) => Scratch(type, shape, TensorLayout.Plain);

    /// <summary>Working memory for numbers in blocks.</summary>
    public Tensor Scratch(TensorShape shape, TensorLayout layout) => Scratch(ElementType.Float32, shape, layout);

    private Tensor Scratch(ElementType type, TensorShape shape, TensorLayout layout)
    {
        var tensor = run.Rent(type, shape, layout);
        run.Scrap(tensor);
        return tensor;
    }

    /// <summary>Runs a graph that is an attribute of this node.</summary>
    /// <param name="attribute">Name of the attribute.</param>
    /// <param name="inputs">A tensor for each of the graph's inputs.</param>
    /// <returns>A tensor for each of its outputs; they belong to the caller.</returns>
    public Tensor[] RunGraph(string attribute, params ReadOnlySpan<Tensor> inputs) => run.Inner(step, attribute, inputs);

    /// <summary>Makes a tensor that the operator owns an output.</summary>
    public void Give(int output, Tensor tensor)
    {
        if (Wants(output))
            run.Values[step.Outputs[output]] = tensor;
        else
            run.Scrap(tensor);
    }
}
