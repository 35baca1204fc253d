"""Makes the model files of this folder with the reference implementation of ONNX, and what it reads from them.

Run with Debian's python3-onnx: /usr/bin/python3 make_models.py
Odd opsets write numbers raw, even ones one by one; 15 keeps its numbers in a file beside it.
"""
import json

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import convert_model_to_external_data

RAW = {
    "f32": numpy.array([[1.5, -2.25, 1e-30]], numpy.float32),
    "f16": numpy.array([1, -2, 65504, 6e-8], numpy.float16),
    "f64": numpy.array([0.1, -1e300], numpy.float64),
    "i8": numpy.array([-128, 127], numpy.int8),
    "i16": numpy.array([-32768, 32767], numpy.int16),
    "i32": numpy.array([-2147483648, 7], numpy.int32),
    "i64": numpy.array(-(2**62), numpy.int64),
    "u8": numpy.array([[0], [255]], numpy.uint8),
    "u16": numpy.array([65535], numpy.uint16),
    "u32": numpy.array([4294967295], numpy.uint32),
    "u64": numpy.array([2**63], numpy.uint64),
    "truth": numpy.array([True, False, True]),
    "none": numpy.zeros((0, 3), numpy.float32),
}
TYPES = {array.dtype: number for number, array in ((onnx.mapping.NP_TYPE_TO_TENSOR_TYPE[array.dtype], array) for array in RAW.values())}


def tensor(name, array, raw):
    if raw:
        return numpy_helper.from_array(array, name)
    values = array.ravel()
    return helper.make_tensor(name, TYPES[array.dtype], array.shape, values.tolist() if array.dtype != numpy.float16 else values)


def branch(name, operator):
    output = helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, 3])
    return helper.make_graph([helper.make_node(operator, ["x"], [name])], name, [], [output])


def model(opset):
    raw = opset % 2 == 1
    nodes = [
        helper.make_node("Constant", [], ["c"], value=tensor("value", numpy.array([[1, 2, 3]], numpy.float32), raw)),
        helper.make_node("If", ["condition"], ["i"], then_branch=branch("t", "Identity"), else_branch=branch("e", "Neg")),
        helper.make_node("Concat", ["i", "c"], ["y"], axis=0, name="join"),
    ]
    condition = helper.make_tensor("condition", TensorProto.BOOL, [], [True])
    graph = helper.make_graph(
        nodes,
        f"opset {opset}",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", 3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 3])],
        [tensor(name, array, raw) for name, array in RAW.items()] + [condition],
        doc_string="Made by a script.",
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], producer_name="make_models")
    made.ir_version = {11: 6, 12: 7, 13: 7, 14: 7}.get(opset, 8 if opset <= 18 else 9 if opset <= 20 else 10)
    helper.set_model_props(made, {"opset": str(opset)})
    return made


expected = {name: {"shape": array.shape, "values": [str(value) for value in array.ravel().tolist()]} for name, array in RAW.items()}
for opset in range(11, 22):
    made = model(opset)
    if opset <= 17:
        onnx.checker.check_model(made)
    if opset == 15:
        convert_model_to_external_data(made, location="opset-15.bin", size_threshold=0)
    onnx.save(made, f"opset-{opset}.onnx")
with open("expected.json", "w") as file:
    json.dump(expected, file, indent=1)
    file.write("\n")
